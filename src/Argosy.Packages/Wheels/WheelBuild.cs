using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Packages.Wheels.Audit;
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
    public WheelRoots Roots => field ??= new(settings, roots, Definitions, Plan.Platforms);

    /// <summary>Declares that a wheel is built for a platform.</summary>
    public void Declare(TaskDeclaration task, WheelDefinition wheel, Platform platform)
    {
        task.Inputs(Roots.ContentsOf(wheel, platform))
            .Inputs([.. wheel.Sources])
            .Inputs([.. NativesOf(wheel, platform).Select(n => $"{settings.Paths.Relative(n)}/**")])
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

    /// <summary>Builds a wheel for a platform. The build sees the platform's sysroot, the distribution's Python, and
    /// the tools that the wheel names; or, if that fails, a root of the platform.</summary>
    /// <param name="wheel">The wheel.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="task">The running task.</param>
    public async Task BuildAsync(WheelDefinition wheel, Platform platform, TaskContext task)
    {
        if (await confinement.RefusalOnceAsync(task.Commands()) is { } refusal) task.Note(refusal);
        await new WheelMaker(settings, Roots, confinement)
            .MakeAsync(wheel, platform, FirstOf(wheel), () => SourceOfAsync(wheel, task), task);
    }

    /// <summary>Builds a wheel once more in another folder. Error ARG0576 if it isn't the same file, byte for
    /// byte.</summary>
    public async Task RebuildAsync(WheelDefinition wheel, Platform platform, TaskContext task)
    {
        using var again = new TemporaryFolder("argosy-rebuild-");
        await new WheelMaker(settings, Roots, confinement)
            .RemakeAsync(wheel, platform, await SourceOfAsync(wheel, task), again.Path, task);
        WheelComparison.RequireSame(
            settings.Paths.Wheel(platform, wheel.Name), again.Path, $"{wheel.Name} for {platform}");
    }

    /// <summary>Compiles the modules of the Python that cross-builds a distribution's wheels, for their speed
    /// alone.</summary>
    public Task CompilePythonAsync(Distribution distribution, TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return PythonBytecode.EnsureAsync(
            task.Commands(), Roots.UsualPythonOf(distribution), distribution, task.Cancellation);
    }

    private IEnumerable<string> NativesOf(WheelDefinition wheel, Platform platform) =>
        wheel.Natives.Select(n => settings.Paths.Native(n, platform.Architecture));

    // The platform on which a wheel that fits all is built.
    private Platform? FirstOf(WheelDefinition wheel) => Plan.Wheels.FirstOrDefault(w =>
        w.IsBuilt && w.Definition.Name == wheel.Name && w.Definition.Version == wheel.Version)?.Platform;

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
}
