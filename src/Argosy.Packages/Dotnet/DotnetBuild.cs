using System.Text.RegularExpressions;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Items;
using Argosy.Processes;
using Argosy.Processes.Trees;
using Argosy.Toolchains.Debian;
using Argosy.Toolchains.Running;
using NuGet.Versioning;

namespace Argosy.Packages.Dotnet;

/// <summary>.NET projects, built with the SDK's own command.</summary>
/// <param name="settings">The run.</param>
/// <param name="roots">Has the roots in which self-tests run.</param>
public sealed partial class DotnetBuild(BuildSettings settings, PlatformRoots roots)
{
    private const string Kind = "dotnet";

    // Replaces each project's obj/ and bin/, where an earlier run or a user left files that MSBuild and NuGet depend on
    // or import: time stamps of sources, project.assets.json, *.props. One for the whole run, whose sources don't
    // change.
    private readonly Lazy<string> _objects = new(() =>
    {
        var folder = Path.Combine(settings.Paths.State, Kind);
        Leftovers.Remove(folder);
        return folder;
    });

    // MSBuild looks for these by itself, from a project's folder upwards.
    private static readonly string[] s_conventions =
    [
        "Directory.*.props", "Directory.*.targets", "Directory.Build.rsp", "global.json",
        ".editorconfig", ".globalconfig", "nuget.config", "NuGet.config", "NuGet.Config",
    ];

    /// <summary>The NuGet packages, without symbol packages, absolute.</summary>
    public IEnumerable<string> PackageFiles => Packed.Select(PackageOf);

    /// <summary>The items that are packed.</summary>
    public IEnumerable<DotnetItem> Packed => settings.Model.Dotnet.Where(i => i.Package is not null);

    private string Version => settings.Model.Project.Version;

    /// <summary>The item of that name.</summary>
    public DotnetItem Find(string name) => settings.Model.Dotnet.Single(i => i.Name == name);

    /// <summary>The file of an item's package, absolute.</summary>
    public string PackageOf(DotnetItem item) =>
        Path.Combine(settings.Paths.Packages, $"{item.Package!.Id}."
            + $"{(NuGetVersion.TryParse(Version, out var version) ? version.ToNormalizedString() : Version)}.nupkg");

    /// <summary>The path of <c>Cake.dll</c>, which runs the scripts that prove addins and modules.</summary>
    public string Cake { get; init; } = Path.Combine(AppContext.BaseDirectory, "Cake.dll");

    /// <summary>Whether a packed item can be proven on the build machine: symbols, and by a trial.</summary>
    public static bool IsChecked(DotnetItem item) => item?.Package is { HasSymbols: true } or { IsTried: true };

    /// <summary>Whether an item is a self-test for which an architecture has a runtime: .NET, or mono.</summary>
    public bool IsProven(DotnetItem item, Architecture architecture) =>
        item?.SelfTest is not null && ManagedProof.FrameworkFor(settings.Host, item, architecture) is not null;

    /// <summary>The folder of an item published for a framework: a self-test isn't an artifact.</summary>
    public string PublishedTo(DotnetItem item, string framework) => item.SelfTest is null
        ? settings.Paths.Managed(item.Name, framework)
        : settings.Paths.SelfTest(item.Name, framework);

    /// <summary>Declares that an item is published for a framework.</summary>
    public void DeclarePublish(TaskDeclaration task, DotnetItem item, string framework) => DeclareSources(task, item)
        .Values(item.Fingerprint, Version, string.Join(',', SelfContained(item, framework)))
        .Outputs(settings.Paths.Relative(PublishedTo(item, framework)));

    /// <summary>Declares that an item is packed, with its native items for every architecture of this run.</summary>
    public void DeclarePack(TaskDeclaration task, DotnetItem item) => DeclareSources(task, item)
        .InputsIfPresent([.. settings.Architectures.SelectMany(a => NativesOf(item, a))])
        .Values(item.Fingerprint, $"{settings.SourceDate}", Version, item.Natives.Count == 0
            ? "any architecture"
            : string.Join(',', settings.Architectures))
        .Outputs([.. FilesOf(item).Select(settings.Paths.Relative)]);

    /// <summary>Declares that a self-test is run on an architecture.</summary>
    public void DeclareProof(TaskDeclaration task, DotnetItem item, Architecture architecture)
    {
        var isNative = settings.Host.Runs(architecture);
        task.InputsIfPresent([.. NativesOf(item, architecture)])
            .InputsIfPresent([.. item.SelfTest!.Of.SelectMany(of => FilesOf(Find(of))).Select(settings.Paths.Relative)])
            .Values("proof", item.Fingerprint)
            .Expects(seconds: isNative ? 20 : 90)
            .Runs(settings.Host, architecture);
        // Elsewhere mono runs it, which is in a root that another task makes.
        if (isNative) task.UsesVersioned("dotnet");
    }

    /// <summary>Publishes an item for one framework into a folder, without files from an earlier version.</summary>
    public async Task PublishAsync(DotnetItem item, string framework, TaskContext task)
    {
        using var staged = new StagedFolder(PublishedTo(item, framework));
        if (item.SelfContained.Count == 0 || !IsDotnet().IsMatch(framework))
            await RunAsync(task, PublishArguments(item, framework, staged.Path));
        foreach (var architecture in SelfContained(item, framework))
        {
            await RunAsync(task,
            [
                .. PublishArguments(item, framework, Path.Combine(staged.Path, architecture.Name)),
                "--runtime", architecture.DotnetRid, "--self-contained",
            ]);
        }

        staged.Publish();
    }

    private string[] PublishArguments(DotnetItem item, string framework, string folder) =>
    [
        "publish", item.Project, "-c", "Release", "-f", framework, "-o", folder, "-nologo",
        "--artifacts-path", _objects.Value, VersionProperty,
    ];

    // Those of this run.
    private IEnumerable<Architecture> SelfContained(DotnetItem item, string framework) =>
        IsDotnet().IsMatch(framework) ? settings.Architectures.Where(item.SelfContained.Contains) : [];

    /// <summary>Packs an item into <c>artifacts/packages</c>, with its symbols. Error ARG0787 if the project's own
    /// package has another name.</summary>
    public async Task PackAsync(DotnetItem item, TaskContext task)
    {
        using var staged = new StagedFolder(Path.Combine(settings.Paths.State, "packages", item.Name));
        await RunAsync(task, PackArguments(item.Project, staged.Path));
        Directory.CreateDirectory(settings.Paths.Packages);
        foreach (var file in FilesOf(item))
        {
            var made = Path.Combine(staged.Path, Path.GetFileName(file));
            if (!File.Exists(made)) throw OtherName(item, Path.GetFileName(file), staged.Path);
            File.Move(made, file, overwrite: true);
            task.Made(settings.Paths, file, ArtifactKind.Package, null);
        }
    }

    /// <summary>Runs a self-test on an architecture, and records its proofs of packages.</summary>
    public Task VerifyAsync(DotnetItem item, Architecture architecture, TaskContext task) =>
        new ManagedProof(settings, roots, this, item, task).RecordAsync(architecture);

    /// <summary>Declares the check of a package.</summary>
    public void DeclareCheck(TaskDeclaration task, DotnetItem item)
    {
        task.Values("proof", item.Fingerprint);
        if (item.Package is not { IsTried: true } package) return;
        task.UsesVersioned("dotnet");
        if (package.Cake is { } trial)
            task.Inputs($"{trial.Folder}/**")
                .InputsIfPresent([.. trial.With.SelectMany(i => FilesOf(Find(i))).Select(settings.Paths.Relative)]);
    }

    /// <summary>Checks that a package's symbols belong to its assemblies, and that what it has for its users installs
    /// and works: a tool, a template, an addin or a module of Cake.</summary>
    public async Task CheckAsync(DotnetItem item, TaskContext task)
    {
        if (item.Package!.HasSymbols) new SymbolProof(settings.Paths, task).Record(PackageOf(item));
        if (item.Package.Tool is { } tool)
            await new ToolProof(settings, task).RecordAsync(item.Package.Id, PackageOf(item), tool);
        if (item.Package.Template is { } template)
            await new TemplateProof(settings, task).RecordAsync(PackageOf(item), template);
        if (item.Package.Cake is { } trial)
            await new CakeProof(settings, Cake, task).RecordAsync(PackageOf(item), trial);
    }

    internal IReadOnlyList<string> PackArguments(string project, string folder) =>
    [
        "pack", project, "-c", "Release", "-o", folder, "-nologo",
        "--artifacts-path", _objects.Value, VersionProperty, $"-p:PackageVersion={Version}"
    ];

    // On the command line, since a project's own properties override the environment's.
    private string VersionProperty => $"-p:Version={Version}";

    /// <summary>Runs the command.</summary>
    public async Task<CommandResult> RunAsync(TaskContext task, params IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var compiler = new CompilerServer();
        return await task.Commands().RunAsync(
            new("dotnet", arguments)
            {
                Folder = settings.Root,
                // Properties as variables: on a command line a list's semicolons would need escapes, which would
                // remain.
                Environment = new Dictionary<string, string?>(compiler.Variables)
                {
                    [SourceDate.Variable] = $"{settings.SourceDate}",
                    ["ArgosyNativeDir"] = settings.Paths.Natives,
                    ["ArgosyArchitectures"] = string.Join(';', settings.Architectures),
                },
            },
            task.Cancellation);
    }

    private static TaskDeclaration DeclareSources(TaskDeclaration task, DotnetItem item) => task
        .Inputs([.. item.Sources])
        .InputsIfPresent(
        [
            .. FoldersAround(item).SelectMany(folder =>
                s_conventions.Select(file => folder.Length == 0 ? file : $"{folder}/{file}"))
        ])
        .UsesVersioned("dotnet")
        .Resources(cores: 1, "msbuild");

    // From the root to each folder that it is compiled from: the SDK looks for these files in all of them.
    private static IEnumerable<string> FoldersAround(DotnetItem item) => item.Sources
        .Where(s => !s.StartsWith('!'))
        .SelectMany(PathText.Around)
        .Where(folder => !Glob.IsPattern(folder))
        .Append("")
        .Distinct()
        .Order(StringComparer.Ordinal);

    private IEnumerable<string> NativesOf(DotnetItem item, Architecture architecture) =>
        item.Natives.Select(native => $"{settings.Paths.Relative(settings.Paths.Native(native, architecture))}/lib/**");

    private IEnumerable<string> FilesOf(DotnetItem item)
    {
        yield return PackageOf(item);
        if (item.Package!.HasSymbols) yield return Path.ChangeExtension(PackageOf(item), ".snupkg");
    }

    // Not .NET Framework, nor .NET Standard.
    [GeneratedRegex(@"^net[0-9]+\.[0-9]+")]
    private static partial Regex IsDotnet();

    private static ArgosyException OtherName(DotnetItem item, string wanted, string folder) =>
        new(new Diagnostic("ARG0787", item.Place,
            $"{item.Project} packs {string.Join(" and ", FolderListing.FilesOf(folder).Select(Path.GetFileName))}, "
            + $"not {wanted}",
            "Write the project's own PackageId as 'id', and 'symbols: true' only where it makes a symbol package."));
}
