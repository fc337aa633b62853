using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Cake.Argosy.Module.Declarations;
using Cake.Argosy.Proofs;
using Cake.Argosy.Tasks;
using Cake.Core;
using NuGet.Versioning;

namespace Cake.Argosy.Project;

/// <summary>.NET projects, built with the SDK's own command.</summary>
public sealed class ProjectDotnet(Session session)
{
    private const string Kind = "dotnet";

    // Replaces each project's obj/ and bin/, where an earlier run or a user left files that MSBuild and NuGet depend on or import:
    // time stamps of sources, project.assets.json, *.props. One for the whole run, whose sources don't change.
    private readonly Lazy<string> _objects = new(() =>
    {
        var folder = Path.Combine(session.Paths.State, Kind);
        Leftovers.Remove(folder);
        return folder;
    });

    // MSBuild looks for these by itself, from a project's folder upwards.
    private static readonly string[] s_conventions =
    [
        "Directory.*.props", "Directory.*.targets", "Directory.Build.rsp", "global.json", ".editorconfig", ".globalconfig",
        "nuget.config", "NuGet.config", "NuGet.Config",
    ];

    /// <summary>A cell for each item and framework that it is published for.</summary>
    public IEnumerable<Cell> PublishedCells =>
        session.Model.Dotnet.SelectMany(item => item.Frameworks.Select(f => new Cell(Kind, item.Name) { Variant = f }));

    /// <summary>A cell for each item that is packed.</summary>
    public IEnumerable<Cell> PackedCells => Packed.Select(item => new Cell(Kind, item.Name));

    /// <summary>A cell for each packed item that can be proven on the build machine: a tool, and symbols.</summary>
    public IEnumerable<Cell> CheckedCells =>
        Packed.Where(i => i.Package is { HasSymbols: true } or { Tool: not null }).Select(item => new Cell(Kind, item.Name));

    /// <summary>A cell for each self-test and each architecture with a runtime for it: .NET, or mono.</summary>
    public IEnumerable<Cell> ProvenCells => session.Model.Dotnet.Where(i => i.SelfTest is not null).SelectMany(item =>
        session.Model.Architectures.Where(a => ManagedProof.FrameworkFor(session.Host, item, a) is not null).Select(new Cell(Kind, item.Name).For));

    /// <summary>The NuGet packages, without symbol packages, absolute.</summary>
    internal IEnumerable<string> PackageFiles => Packed.Select(PackageOf);

    private IEnumerable<DotnetItem> Packed => session.Model.Dotnet.Where(i => i.Package is not null);

    private string Version => session.Model.Project.Version;

    /// <summary>The item of a cell.</summary>
    public DotnetItem Find(Cell cell) => Find(cell?.Item!);

    /// <summary>The item of that name.</summary>
    public DotnetItem Find(string name) => session.Model.Dotnet.Single(i => i.Name == name);

    /// <summary>The file of an item's package, absolute.</summary>
    public string PackageOf(DotnetItem item) =>
        Path.Combine(session.Paths.Packages, $"{item.Package!.Id}.{(NuGetVersion.TryParse(Version, out var version) ? version.ToNormalizedString() : Version)}.nupkg");

    /// <summary>The folder of an item published for a framework: a self-test isn't an artifact.</summary>
    public string PublishedTo(DotnetItem item, string framework) => item.SelfTest is null
        ? session.Paths.Managed(item.Name, framework)
        : session.Paths.SelfTest(item.Name, framework);

    /// <summary>Declares that an item is published for a framework.</summary>
    public void DeclarePublish(CakeTaskBuilder task, DotnetItem item, string framework) => DeclareSources(task, item)
        .Values(item.Fingerprint, Version)
        .Outputs(session.Paths.Relative(PublishedTo(item, framework)));

    /// <summary>Declares that an item is packed, with its native items for every architecture of this run.</summary>
    public void DeclarePack(CakeTaskBuilder task, DotnetItem item) => DeclareSources(task, item)
        .InputsIfPresent([.. session.Architectures.SelectMany(a => NativesOf(item, a))])
        .Values(item.Fingerprint, $"{session.SourceDate}", Version, string.Join(',', session.Architectures))
        .Outputs([.. FilesOf(item).Select(session.Paths.Relative)]);

    /// <summary>Declares that a self-test is run on an architecture.</summary>
    public void DeclareProof(CakeTaskBuilder task, DotnetItem item, Architecture architecture) => task
        .InputsIfPresent([.. NativesOf(item, architecture)])
        .InputsIfPresent([.. item.SelfTest!.Of.SelectMany(of => FilesOf(Find(of))).Select(session.Paths.Relative)])
        .Values("proof", item.Fingerprint)
        .Expects(seconds: session.Host.Runs(architecture) ? 20 : 90);

    /// <summary>Publishes an item for one framework into a folder, without files from an earlier version.</summary>
    public async Task PublishAsync(DotnetItem item, string framework)
    {
        using var staged = new StagedFolder(PublishedTo(item, framework));
        await RunAsync(["publish", item.Project, "-c", "Release", "-f", framework, "-o", staged.Path, "-nologo", "--artifacts-path", _objects.Value, VersionProperty]);
        staged.Publish();
    }

    /// <summary>Packs an item into <c>artifacts/packages</c>, with its symbols. Error ARG0787 if the project's own package has
    /// another name.</summary>
    public async Task PackAsync(DotnetItem item)
    {
        using var staged = new StagedFolder(Path.Combine(session.Paths.State, "packages", item.Name));
        await RunAsync(PackArguments(item.Project, staged.Path));
        Directory.CreateDirectory(session.Paths.Packages);
        foreach (var file in FilesOf(item))
        {
            var made = Path.Combine(staged.Path, Path.GetFileName(file));
            if (!File.Exists(made)) throw OtherName(item, Path.GetFileName(file), staged.Path);
            File.Move(made, file, overwrite: true);
            session.Outputs.Made(file, ArtifactKind.Package, null);
        }
    }

    /// <summary>Runs a self-test on an architecture, and records its proofs of packages.</summary>
    public Task ProveAsync(DotnetItem item, Architecture architecture) => new ManagedProof(session, item).RecordAsync(architecture);

    /// <summary>Checks that a package's symbols belong to its assemblies, and that its tool installs and works.</summary>
    public async Task CheckAsync(DotnetItem item)
    {
        if (item.Package!.HasSymbols) new SymbolProof(session).Record(PackageOf(item));
        if (item.Package.Tool is { } tool) await new ToolProof(session).RecordAsync(item.Package.Id, PackageOf(item), tool);
    }

    internal IReadOnlyList<string> PackArguments(string project, string folder) =>
        ["pack", project, "-c", "Release", "-o", folder, "-nologo", "--artifacts-path", _objects.Value, VersionProperty, $"-p:PackageVersion={Version}"];

    // On the command line, since a project's own properties override the environment's.
    private string VersionProperty => $"-p:Version={Version}";

    /// <summary>Runs the command.</summary>
    public Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) => Session.Commands.RunAsync(
        new("dotnet", arguments)
        {
            Folder = session.Root,
            // Properties as variables: on a command line a list's semicolons would need escapes, which would remain.
            Environment = new Dictionary<string, string?>
            {
                [SourceDate.Variable] = $"{session.SourceDate}",
                ["ArgosyNativeDir"] = session.Paths.Natives,
                ["ArgosyArchitectures"] = string.Join(';', session.Architectures),
            },
        },
        Session.CurrentTask.Cancellation);

    private static CakeTaskBuilder DeclareSources(CakeTaskBuilder task, DotnetItem item) => task
        .Inputs([.. item.Sources])
        .InputsIfPresent([.. FoldersAround(item).SelectMany(folder => s_conventions.Select(file => folder.Length == 0 ? file : $"{folder}/{file}"))])
        .UsesVersioned("dotnet")
        .Resources(cores: 1, "msbuild");

    // From the root to each folder that it is compiled from: the SDK looks for these files in all of them.
    private static IEnumerable<string> FoldersAround(DotnetItem item) => item.Sources.Where(s => !s.StartsWith('!'))
        .SelectMany(PathText.Around).Where(folder => !Glob.IsPattern(folder)).Append("").Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<string> NativesOf(DotnetItem item, Architecture architecture) =>
        item.Natives.Select(native => $"{session.Paths.Relative(session.Paths.Native(native, architecture))}/lib/**");

    private IEnumerable<string> FilesOf(DotnetItem item)
    {
        yield return PackageOf(item);
        if (item.Package!.HasSymbols) yield return Path.ChangeExtension(PackageOf(item), ".snupkg");
    }

    private static ArgosyException OtherName(DotnetItem item, string wanted, string folder) => new(new Diagnostic("ARG0787", item.Place,
        $"{item.Project} packs {string.Join(" and ", FolderListing.FilesOf(folder).Select(Path.GetFileName))}, not {wanted}",
        "Write the project's own PackageId as 'id', and 'symbols: true' only where it makes a symbol package."));
}
