using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Wheels;

/// <summary>The wheels declared in <c>wheels/wheels.yaml</c>.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the sysroots, and each distribution's Python.</param>
/// <param name="confinement">Restricts build steps to their folders.</param>
public sealed partial class WheelBuild(BuildSettings settings, PlatformRoots roots, Confinement confinement)
{
    /// <summary>The roots in which wheels are built.</summary>
    public WheelRoots Roots => field ??= new(settings, roots, Definitions);

    /// <summary>Declares that a wheel is built for a platform.</summary>
    public void Declare(TaskDeclaration task, WheelDefinition wheel, Platform platform)
    {
        task.Inputs(Roots.ContentsOf(wheel, platform))
            .Values(wheel.Fingerprint, PinOf(wheel), $"{settings.SourceDate}", $"locked={settings.Locked}")
            .Uses("gzip", "xz", "unshare", "env")
            .UsesVersioned([$"{platform.Architecture.GnuTriplet}-gcc", .. wheel.Tools])
            .UsesIfPresent([$"{platform.Architecture.GnuTriplet}-g++", .. BuildBackends.Table.AllTools])
            .Runs(settings.Host, platform.Architecture)
            .Outputs(settings.Paths.Relative(settings.Paths.Wheel(platform, wheel.Name)));
        if (FirstOf(wheel) is { } first && first != platform)
            task.InputsIfPresent(settings.Paths.Relative(
                Path.Combine(settings.Paths.Wheel(first, wheel.Name), WheelRecord.FileName)));
    }

    /// <summary>Builds a wheel for a platform. The build sees the platform's sysroot, the distribution's Python, and the
    /// tools that the wheel names; or, if that fails, a root of the platform.</summary>
    /// <param name="wheel">The wheel.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="task">The running task.</param>
    public async Task BuildAsync(WheelDefinition wheel, Platform platform, TaskContext task)
    {
        if (await confinement.RefusalOnceAsync(task.Commands()) is { } refusal) task.Note(refusal);
        await new WheelMaker(settings, Roots, confinement)
            .MakeAsync(wheel, platform, FirstOf(wheel), () => FetchAsync(wheel, task), task);
    }

    // The platform on which a wheel that fits all is built.
    private Platform? FirstOf(WheelDefinition wheel) =>
        Plan.Wheels.FirstOrDefault(w => w.IsBuilt && w.Definition == wheel)?.Platform;

    /// <summary>Declares the folder of a platform's wheels.</summary>
    public void DeclareFolder(TaskDeclaration task, Platform platform) => task
        .Values(string.Join(',', BuiltOn(platform).Select(d => d.Name)))
        .Outputs(settings.Paths.Relative(settings.Paths.Wheels(platform)));

    /// <summary>Puts a platform's wheels into one folder, which then has exactly the listed ones.</summary>
    public void Collect(Platform platform, TaskContext task)
    {
        var target = settings.Paths.Wheels(platform);
        using var staged = new StagedFolder(target);
        var files = BuiltOn(platform)
            .SelectMany(d => FolderListing.FilesOf(settings.Paths.Wheel(platform, d.Name), ".whl"))
            .ToList();
        foreach (var file in files) File.Copy(file, Path.Combine(staged.Path, Path.GetFileName(file)));
        staged.Publish();
        foreach (var file in files)
            task.Made(settings.Paths, Path.Combine(target, Path.GetFileName(file)), ArtifactKind.Wheel,
                platform.Architecture);
    }

    /// <summary>Declares the proof of a wheel on a platform.</summary>
    public void DeclareProof(TaskDeclaration task, WheelDefinition wheel, Platform platform) =>
        task.Values("proof", wheel.Fingerprint).Uses("env").Runs(settings.Host, platform.Architecture);

    /// <summary>pip installs a wheel from its mirror into a clean root, and its smoke test passes there.</summary>
    public async Task VerifyAsync(WheelDefinition definition, Platform platform, TaskContext task)
    {
        var wheel = WheelFile.ReadAll(settings.Paths.Wheels(platform))
            .Single(w => w.Name.Normalized == definition.Name);
        var outcome = await new WheelProof(task.Commands()).RunAsync(platform,
            roots.PathOf(platform, PlatformRoots.Clean), settings.Paths.WheelMirror(platform), definition,
            wheel, task.Cancellation);
        task.Record(settings.Paths.Relative(wheel.Path), ProofLevel.Installs, outcome,
            $"pip installs {definition.Name} on {platform}");
    }
}
