using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Toolchains.CMake;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;

namespace Argosy.Toolchains.Native;

/// <summary>Native code: CMake projects, cross-built, with their own installed tests.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the sysroots.</param>
/// <param name="confinement">Restricts build steps to their folders.</param>
public sealed class NativeBuild(BuildSettings settings, PlatformRoots roots, Confinement confinement)
{
    private const string Kind = "native";

    // Files installed there are separate artifacts in the report. A project need not have each folder.
    private static readonly string[] s_artifacts = ["bin", "lib", "libexec", "sbin", "test"];

    /// <summary>The item of that name.</summary>
    public NativeItem Find(string name) => settings.Model.Native.Single(n => n.Name == name);

    /// <summary>Declares the build of an item for an architecture.</summary>
    public void Declare(TaskDeclaration task, NativeItem item, Architecture architecture) => task
        .Inputs([.. item.Sources])
        .Values([.. item.Options.Select(Variable), .. item.Installs])
        .UsesVersioned(["cmake", "ninja", "unshare", "env", $"{architecture.GnuTriplet}-gcc", .. item.Tools])
        .UsesIfPresent($"{architecture.GnuTriplet}-g++")
        .Outputs(settings.Paths.Relative(settings.Paths.Native(item.Name, architecture)))
        .Resources(cores: 2);

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
    /// writes to its build folder. Error ARG0786 if it doesn't install the declared files.</summary>
    public async Task BuildAsync(NativeItem item, Architecture architecture, TaskContext task)
    {
        var target = settings.Paths.Native(item.Name, architecture);
        var sysroot = roots.PathOf(settings.Model.BasePlatform(architecture), PlatformRoots.Sysroot);
        if (await confinement.RefusalOnceAsync(task.Commands()) is { } refusal) task.Note(refusal);
        await At(item, architecture.Name).InstallAsync(
            task.Commands(), confinement,
            new(architecture, sysroot, settings.Root)
            {
                Jobs = settings.CompilerJobs,
                Tools = item.Tools,
                Variables = item.Options
            },
            target, task.Cancellation);
        RequireInstalled(item, target, item.Installs);
        foreach (var folder in s_artifacts.Select(f => Path.Combine(target, f)).Where(Directory.Exists))
            task.MadeAll(settings.Paths, folder, ArtifactKind.Native, architecture);
    }

    /// <summary>Declares the proof of an item for an architecture.</summary>
    public void DeclareProof(TaskDeclaration task, NativeItem item, Architecture architecture) => task
        .Values(["proof", .. item.Tests ?? []])
        .Uses($"{architecture.GnuTriplet}-gcc")
        .Runs(settings.Host, architecture);

    /// <summary>Checks that the results fit their platform, runs their tests there, and loads the libraries that no
    /// test uses.</summary>
    public async Task VerifyAsync(NativeItem item, Architecture architecture, TaskContext task)
    {
        var platform = settings.Model.BasePlatform(architecture);
        var folder = settings.Paths.Native(item.Name, architecture);
        RequireInstalled(item, folder, item.Tests ?? []);
        var proof = new NativeProof(settings, task, platform, roots.PathOf(platform, PlatformRoots.Sysroot));
        await proof.RecordAsync(folder, item.Tests);
    }

    /// <summary>An item's project for this machine, with the sanitizers, from which its tests run.</summary>
    public CMakeProject Sanitized(NativeItem item) => At(item, "sanitized");

    /// <summary>Builds an item and its tests for this machine, with the sanitizers.</summary>
    public async Task BuildSanitizedAsync(NativeItem item, TaskContext task)
    {
        var project = Sanitized(item);
        string[] variables = [.. Variables(item).Append("CMAKE_BUILD_TYPE=Debug").Select(v => $"-D{v}")];
        await project.ConfigureAsync(task.Commands(), variables, task.Cancellation);
        await project.BuildAsync(task.Commands(), settings.CompilerJobs, task.Cancellation);
    }

    private static IEnumerable<string> Variables(NativeItem item) =>
        item.Options.Concat(item.Sanitized ?? []).Select(Variable);

    private static string Variable(KeyValuePair<string, string> variable) => $"{variable.Key}={variable.Value}";

    private static void RequireInstalled(NativeItem item, string folder, IEnumerable<string> globs)
    {
        var missing = globs.Where(glob => new InputFiles(folder).Find([glob]).Count == 0)
            .Select(glob => new Diagnostic(
                "ARG0786", item.Place, $"native item '{item.Name}' installs nothing as '{glob}'",
                "Add an install() for it to its CMakeLists.txt, or correct the path: it is relative to the prefix."))
            .ToList();
        if (missing.Count > 0) throw new ArgosyException(missing);
    }

    private CMakeProject At(NativeItem item, string kind) =>
        new(Path.GetFullPath(item.Source, settings.Root), Path.Combine(settings.Paths.State, Kind, item.Name, kind));
}
