using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Artifacts.Trust;
using Argosy.Images;
using Argosy.Packages.Debian;
using Argosy.Packages.Dotnet;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Release.Contents;
using Argosy.Release.Notes;
using Argosy.Release.Versions;

namespace Argosy.Release;

/// <summary>The releases of a project: <c>artifacts/release/&lt;version&gt;</c>.</summary>
/// <param name="settings">The run.</param>
/// <param name="dotnet">NuGet packages.</param>
/// <param name="debs">Debian packages.</param>
/// <param name="images">Images.</param>
/// <param name="options">What the command line says.</param>
public sealed class ReleaseBuild(
    BuildSettings settings, DotnetBuild dotnet, DebBuild debs, ImageBuild images, ReleaseOptions options)
{
    private readonly ReleaseContents _contents = new(settings, dotnet, debs, images);

    /// <summary>The options of the run.</summary>
    public ReleaseOptions Options => options;

    /// <summary>The folder of a release, absolute.</summary>
    /// <param name="version">Such as <c>1.2.3</c>.</param>
    public string FolderOf(string version) => Path.Combine(settings.Paths.Artifacts, "release", version);

    /// <summary>The folder of the release that <c>project: version</c> names, absolute.</summary>
    public string Folder => FolderOf(ReleaseVersion.Declared(settings.Model));

    /// <summary>What follows an image's name in the file of its digest.</summary>
    internal const string ImageSuffix = ".image";

    private string FilesFolder => FilesIn(settings.Paths);

    /// <summary>The folder of <see cref="CollectAsync"/>, absolute.</summary>
    internal static string FilesIn(ProjectPaths paths) => Path.Combine(paths.Artifacts, "release-files");

    /// <summary>Declares the release of the version that <c>project: version</c> names. It runs each time: git's tags,
    /// proofs and the key decide, too.</summary>
    public void Declare(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.IsLocal = true;
        task.Resources(2, "release");
        if (!options.DryRun) task.Outputs(settings.Paths.Relative(Folder)).ReplacesOutputs();
    }

    /// <summary>Writes the release whole or not at all; in a dry run, only says what it would have.</summary>
    /// <remarks>Errors ARG0931 to ARG0945.</remarks>
    public Task RunAsync(TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return options.DryRun ? PlanAsync(task) : WriteAsync(task);
    }

    /// <summary>Declares <see cref="CollectAsync"/>.</summary>
    public void DeclareFiles(TaskDeclaration task)
    {
        ArgumentNullException.ThrowIfNull(task);
        task.IsLocal = true;
        task.Outputs(settings.Paths.Relative(FilesFolder)).ReplacesOutputs();
    }

    /// <summary>Writes the files of a release, without notes, provenance and signatures, whatever their version and
    /// proofs, and the digests of its images: what a second build is compared with.</summary>
    public async Task CollectAsync(TaskContext task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var history = await TaggedHistory.ReadAsync(
            settings.Root, settings.Model.Release.TagPrefix, task.Cancellation);
        using var staged = new StagedFolder(FilesFolder);
        var files = new ReleaseCollector(settings, history.Head, staged.Path);
        await files.AddAsync(_contents.Find(), task.Cancellation);
        foreach (var (image, _) in _contents.FindImages())
            File.WriteAllText(Path.Combine(staged.Path, image.Name + ImageSuffix), $"{image.Digest}\n");
        staged.Publish();
    }

    private async Task WriteAsync(TaskContext task)
    {
        var version = await FindVersionAsync(task);
        if (version.Obstacles.Count > 0) throw new ArgosyException(version.Obstacles);
        RequireAll();
        var key = RequireKey();
        var notes = NotesOf(version);
        var items = _contents.Find();
        var indexes = _contents.FindImages();
        var faults = FaultsOf(items, indexes, task);
        if (faults.Count > 0) throw new ArgosyException(faults);
        var document = await new ReleaseWriter(settings, version, options.Builder, key)
            .WriteAsync(Folder, items, [.. indexes.Select(i => i.Image)], notes, task.Cancellation);
        task.Note($"{settings.Paths.Relative(Folder)} has release {document.Version}: {document.Files.Count} files, "
            + $"signed with the key {key.Public.Id}.");
    }

    private async Task PlanAsync(TaskContext task)
    {
        var version = await FindVersionAsync(task);
        var plan = new ReleasePlan(version, settings.Paths.Relative(FolderOf(version.Text)));
        plan.Refused(version.Obstacles);
        plan.Try(RequireAll);
        plan.Try(() => plan.Key(RequireKey()));
        plan.Try(() => plan.Notes(NotesOf(version)));
        plan.Try(() =>
        {
            var items = _contents.Find();
            plan.Files(items);
            plan.Refused(FaultsOf(items, [], task));
        });
        plan.Try(() =>
        {
            var indexes = _contents.FindImages();
            plan.Images([.. indexes.Select(i => i.Image)]);
            plan.Refused(FaultsOf([], indexes, task));
        });
        task.Note(plan.Text());
    }

    private async Task<ReleaseVersion> FindVersionAsync(TaskContext task) => ReleaseVersion.Of(
        await TaggedHistory.ReadAsync(settings.Root, settings.Model.Release.TagPrefix, task.Cancellation),
        settings.Model, options.Version);

    // A commit without a version of its own is about what is not released yet.
    private string NotesOf(ReleaseVersion version)
    {
        var changelog = Changelog.Load(settings.Root, settings.Model.Release.Changelog);
        return options.DryRun && version.Obstacles.Any(o => o.Id == "ARG0935")
            ? changelog.Section(null)
            : changelog.Section(version.Version);
    }

    private SigningKey RequireKey() => options.Key ?? throw new ArgosyException(new Diagnostic(
        "ARG0943", SourceLocation.CommandLine, "a release is signed, and no key is given",
        "Give --release-key=FILE or --sign-key=FILE; 'argosy cache key new' makes one."));

    private void RequireAll()
    {
        if (settings.Platforms is null && settings.Architectures.Count == settings.Model.Architectures.Count) return;
        throw new ArgosyException(new Diagnostic("ARG0944", SourceLocation.CommandLine,
            "a release has all architectures, and --arch or --platform chooses some",
            "Leave the option and the variable ARCHS out."));
    }

    private static List<Diagnostic> FaultsOf(
        IReadOnlyList<ReleaseItem> items, IReadOnlyList<(ReleaseImage, IReadOnlyList<ProofDemand>)> indexes,
        TaskContext task) =>
        [.. new ProofGate(task).Faults(items.SelectMany(i => i.Demands).Concat(indexes.SelectMany(i => i.Item2)))];
}
