using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Toolchains.CMake;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Argosy.Tasks;
using Cake.Core;

namespace Cake.Argosy.Project;

/// <summary>Native code: CMake projects, cross-built, with their own installed tests.</summary>
public sealed class ProjectNative(Session session)
{
    private const string Kind = "native";

    // Files installed there are separate artifacts in the report. A project need not have each folder.
    private static readonly string[] s_artifacts = ["bin", "lib", "libexec", "sbin", "test"];

    /// <summary>A cell for each item and architecture.</summary>
    public IEnumerable<Cell> Cells =>
        session.Model.Native.SelectMany(item => session.Model.Architectures.Select(new Cell(Kind, item.Name).For));

    /// <summary>A cell for each item that has a variant with sanitizers.</summary>
    public IEnumerable<Cell> SanitizedCells => session.Model.Native.Where(n => n.Sanitized is not null).Select(n => new Cell(Kind, n.Name));

    /// <summary>The item of a cell.</summary>
    public NativeItem Find(Cell cell) => session.Model.Native.Single(n => n.Name == cell?.Item);

    /// <summary>Declares the build of an item for an architecture.</summary>
    public void Declare(CakeTaskBuilder task, NativeItem item, Architecture architecture) => task
        .Inputs([.. item.Sources])
        .Values([.. item.Options.Select(Variable), .. item.Installs])
        .UsesVersioned(["cmake", "ninja", "unshare", "env", $"{architecture.GnuTriplet}-gcc", .. item.Tools])
        .UsesIfPresent($"{architecture.GnuTriplet}-g++")
        .Outputs(session.Paths.Relative(session.Paths.Native(item.Name, architecture)))
        .Resources(cores: 2);

    /// <summary>Declares the build of an item for this machine, with the sanitizers.</summary>
    public void DeclareSanitized(CakeTaskBuilder task, NativeItem item) => task
        .Inputs([.. item.Sources])
        .Values([.. Variables(item)])
        .UsesVersioned(["cmake", "ninja", "cc", .. item.Tools])
        .Outputs(session.Paths.Relative(Sanitized(item).BuildFolder))
        .Resources(cores: 2)
        .UpdatesOutputs();

    /// <summary>Cross-builds an item for an architecture into <c>artifacts/native/&lt;item&gt;/&lt;arch&gt;</c>. The build sees the
    /// project's folder (read-only), the platform's sysroot, and the tools that the item names; it writes to its build folder. Error
    /// ARG0786 if it doesn't install the declared files.</summary>
    public async Task BuildAsync(NativeItem item, Architecture architecture)
    {
        var target = session.Paths.Native(item.Name, architecture);
        var sysroot = session.Roots.PathOf(session.Model.BasePlatform(architecture), ProjectRoots.Sysroot);
        if (await session.Confinement.RefusalOnceAsync(Session.Commands) is { } refusal) Session.CurrentTask.Note(refusal);
        await At(item, architecture.Name).InstallAsync(
            Session.Commands, session.Confinement,
            new(architecture, sysroot, session.Root) { Jobs = session.CompilerJobs, Tools = item.Tools, Variables = item.Options },
            target, Session.CurrentTask.Cancellation);
        RequireInstalled(item, target, item.Installs);
        foreach (var folder in s_artifacts.Select(f => Path.Combine(target, f)).Where(Directory.Exists))
            session.Outputs.Made(folder, "*", ArtifactKind.Native, architecture);
    }

    /// <summary>Checks that the results fit their platform, runs their tests there, and loads the libraries that no
    /// test uses.</summary>
    public async Task ProveAsync(NativeItem item, Architecture architecture)
    {
        var platform = session.Model.BasePlatform(architecture);
        var folder = session.Paths.Native(item.Name, architecture);
        RequireInstalled(item, folder, item.Tests ?? []);
        var proof = new NativeProof(session, platform, session.Roots.PathOf(platform, ProjectRoots.Sysroot));
        await proof.RecordAsync(folder, Session.CurrentTask.Cancellation, item.Tests);
    }

    /// <summary>An item's project for this machine, with the sanitizers, from which its tests run.</summary>
    public CMakeProject Sanitized(NativeItem item) => At(item, "sanitized");

    /// <summary>Builds an item and its tests for this machine, with the sanitizers.</summary>
    public async Task BuildSanitizedAsync(NativeItem item)
    {
        var project = Sanitized(item);
        string[] variables = [.. Variables(item).Append("CMAKE_BUILD_TYPE=Debug").Select(v => $"-D{v}")];
        await project.ConfigureAsync(Session.Commands, variables, Session.CurrentTask.Cancellation);
        await project.BuildAsync(Session.Commands, session.CompilerJobs, Session.CurrentTask.Cancellation);
    }

    private static IEnumerable<string> Variables(NativeItem item) => item.Options.Concat(item.Sanitized ?? []).Select(Variable);

    private static string Variable(KeyValuePair<string, string> variable) => $"{variable.Key}={variable.Value}";

    private static void RequireInstalled(NativeItem item, string folder, IEnumerable<string> globs)
    {
        var missing = globs.Where(glob => new InputFiles(folder).Find([glob]).Count == 0).Select(glob => new Diagnostic(
            "ARG0786", item.Place, $"native item '{item.Name}' installs nothing as '{glob}'",
            "Add an install() for it to its CMakeLists.txt, or correct the path: it is relative to the prefix.")).ToList();
        if (missing.Count > 0) throw new ArgosyException(missing);
    }

    private CMakeProject At(NativeItem item, string kind) =>
        new(Path.GetFullPath(item.Source, session.Root), Path.Combine(session.Paths.State, Kind, item.Name, kind));
}
