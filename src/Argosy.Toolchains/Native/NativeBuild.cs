using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Toolchains.Building;
using Argosy.Toolchains.CMake;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Native;

/// <summary>Native code: projects of CMake, meson, autotools or own commands, cross-built and proven by their own
/// tests.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the sysroots.</param>
/// <param name="confinement">Restricts build steps to their folders.</param>
public sealed class NativeBuild(BuildSettings settings, PlatformRoots roots, Confinement confinement)
{
    // Files installed there are separate artifacts in the report. A project need not have each folder.
    private static readonly string[] s_artifacts = ["bin", "lib", "libexec", "sbin", "test"];

    private readonly NativeProjects _projects = new(settings);

    /// <summary>The item of that name.</summary>
    public NativeItem Find(string name) => settings.Model.Native.Single(n => n.Name == name);

    /// <summary>Declares the build of an item for an architecture.</summary>
    public void Declare(TaskDeclaration task, NativeItem item, Architecture architecture)
    {
        DeclareSteps(task, item, architecture);
        task.Values([.. item.Installs])
            .Outputs(settings.Paths.Relative(settings.Paths.Native(item.Name, architecture)))
            .Resources(cores: 2);
    }

    /// <summary>Declares the build of an item for this machine, with the sanitizers.</summary>
    public void DeclareSanitized(TaskDeclaration task, NativeItem item) => task
        .Inputs([.. item.Sources])
        .Values([.. Variables(item)])
        .UsesVersioned(["cmake", "ninja", "cc", .. item.Tools])
        .Outputs(settings.Paths.Relative(Sanitized(item).BuildFolder))
        .Resources(cores: 2)
        .UpdatesOutputs();

    /// <summary>Cross-builds an item for an architecture into <c>artifacts/native/&lt;item&gt;/&lt;arch&gt;</c>. The
    /// build sees the project's folder (read-only), the platform's sysroot, and the tools that the item names; it
    /// writes to its build folder. Error ARG0350 if its build system isn't known, ARG0786 if it doesn't install the
    /// declared files.</summary>
    public async Task BuildAsync(NativeItem item, Architecture architecture, TaskContext task)
    {
        var target = settings.Paths.Native(item.Name, architecture);
        await InstallAsync(
            item, architecture.Name, TargetOf(item, settings.Model.BasePlatform(architecture)), target, task);
        RequireInstalled(item, target, item.Installs);
        foreach (var folder in s_artifacts.Select(f => Path.Combine(target, f)).Where(Directory.Exists))
            task.MadeAll(settings.Paths, folder, ArtifactKind.Native, architecture);
    }

    /// <summary>Declares the build of an item for a package of a platform.</summary>
    public void DeclarePackaged(TaskDeclaration task, NativeItem item, Platform platform)
    {
        DeclareSteps(task, item, platform.Architecture);
        task.Values("packaged").Resources(cores: 2);
    }

    /// <summary>Cross-builds an item for a package, against the platform's own sysroot and installed as Debian's
    /// packages are: libraries in the architecture's folder, no run paths.</summary>
    /// <param name="item">The item.</param>
    /// <param name="platform">The platform of the package.</param>
    /// <param name="package">The package's name: each has its own folders, since two may build at once.</param>
    /// <param name="task">The task that builds.</param>
    /// <returns>The folder of what it installs below <c>/usr</c>.</returns>
    public async Task<string> BuildPackagedAsync(
        NativeItem item, Platform platform, string package, TaskContext task)
    {
        var kind = $"{package}-{platform}";
        var folder = Path.Combine(settings.Paths.State, "native", item.Name, $"{kind}.installed");
        await InstallAsync(item, kind, TargetOf(item, platform) with { IsPackaged = true }, folder, task);
        return folder;
    }

    /// <summary>Declares the proof of an item for an architecture.</summary>
    public void DeclareProof(TaskDeclaration task, NativeItem item, Architecture architecture)
    {
        task.Values(["proof", .. item.Tests ?? []]).Uses($"{architecture.GnuTriplet}-gcc")
            .Runs(settings.Host, architecture);
        if (item.Check is not { } check) return;
        DeclareSteps(task, item, architecture);
        task.Values(check.Text).UsesIfPresent("ctest").Resources(cores: 2)
            .Outputs(settings.Paths.Relative(ResultsOf(item, architecture))).ReplacesOutputs();
    }

    /// <summary>Checks that the results fit their platform, runs their tests and the project's own suite there, and
    /// loads the libraries that no test uses.</summary>
    public async Task VerifyAsync(NativeItem item, Architecture architecture, TaskContext task)
    {
        var platform = settings.Model.BasePlatform(architecture);
        var folder = settings.Paths.Native(item.Name, architecture);
        RequireInstalled(item, folder, item.Tests ?? []);
        var root = roots.PathOf(platform, PlatformRoots.Sysroot);
        var proof = new NativeProof(settings, task, platform, root);
        await proof.RecordAsync(folder, item.Tests, item.Check is null
            ? null
            : () => new NativeSuite(settings, task, platform, root, confinement).RunAsync(
                item, _projects.Of(item, $"{architecture}.check"), folder, ResultsOf(item, architecture)));
    }

    /// <summary>An item's project for this machine, with the sanitizers, from which its tests run.</summary>
    public CMakeProject Sanitized(NativeItem item) => _projects.CMake(item, "sanitized");

    /// <summary>Builds an item and its tests for this machine, with the sanitizers.</summary>
    public async Task BuildSanitizedAsync(NativeItem item, TaskContext task)
    {
        var project = Sanitized(item);
        string[] variables = [.. Variables(item).Append("CMAKE_BUILD_TYPE=Debug").Select(v => $"-D{v}")];
        await project.ConfigureAsync(task.Commands(), variables, task.Cancellation);
        await project.BuildAsync(task.Commands(), settings.CompilerJobs, task.Cancellation);
    }

    private async Task InstallAsync(
        NativeItem item, string kind, NativeTarget target, string folder, TaskContext task)
    {
        if (await confinement.RefusalOnceAsync(task.Commands()) is { } refusal) task.Note(refusal);
        await _projects.Of(item, kind)
            .InstallAsync(task.Commands(), confinement, target, folder, task.Cancellation);
    }

    private NativeTarget TargetOf(NativeItem item, Platform platform) =>
        new(platform.Architecture, roots.PathOf(platform, PlatformRoots.Sysroot), settings.Root)
        {
            Jobs = settings.CompilerJobs,
            Tools = item.Tools,
            Options = item.Options,
        };

    private void DeclareSteps(TaskDeclaration task, NativeItem item, Architecture architecture) => task
        .Inputs([.. item.Sources])
        .Values([$"build={_projects.SystemOf(item)}", .. item.Steps.Select(s => string.Join('\0', s))])
        .Values([.. item.Options.Select(Variable)])
        .UsesVersioned(
        [
            .. _projects.Find(item, architecture.Name)?.Programs ?? [],
            "unshare", "env", $"{architecture.GnuTriplet}-gcc", .. item.Tools,
        ])
        .UsesIfPresent($"{architecture.GnuTriplet}-g++");

    private string ResultsOf(NativeItem item, Architecture architecture) =>
        Path.Combine(settings.Paths.Tests, "check", $"{item.Name}-{architecture}.junit.xml");

    private static IEnumerable<string> Variables(NativeItem item) =>
        item.Options.Concat(item.Sanitized ?? []).Select(Variable);

    private static string Variable(KeyValuePair<string, string> variable) => $"{variable.Key}={variable.Value}";

    private static void RequireInstalled(NativeItem item, string folder, IEnumerable<string> globs)
    {
        var missing = globs.Where(glob => new InputFiles(folder).Find([glob]).Count == 0)
            .Select(glob => new Diagnostic(
                "ARG0786", item.Place, $"native item '{item.Name}' installs nothing as '{glob}'",
                "Let its build install it, as with install() in a CMakeLists.txt, or correct the path: it is "
                + "relative to the prefix."))
            .ToList();
        if (missing.Count > 0) throw new ArgosyException(missing);
    }
}
