using Argosy.Artifacts;
using Argosy.Images.Definition;
using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Processes;
using Argosy.Toolchains.Debian;

namespace Argosy.Images;

/// <summary>Builds one architecture's image, as a separate OCI layout.</summary>
/// <param name="Definition">The image to build.</param>
/// <param name="ProjectFolder">The base folder of the definition's sources.</param>
/// <param name="Created">The creation time of the image and of every file in it, from <c>SOURCE_DATE_EPOCH</c>; never
/// the clock's.</param>
public sealed record LayoutBuilder(ImageDefinition Definition, string ProjectFolder, DateTimeOffset Created)
{
    /// <summary>The number of blocks compressed at a time. The bytes don't depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Runs the maintainer scripts of an image with <c>finish: emulated</c>.</summary>
    public CommandRunner Runner { get; init; } = CommandRunner.Silent;

    /// <summary>The folder of converted layers, shared by the builds of this user.</summary>
    public string CacheFolder { get; init; } = Path.Combine(Artifacts.Store.CacheFolder.Default, "layers");

    /// <summary>The names of the packages of every image of the project for the platform, by the image's name: they
    /// determine which packages share a layer.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Set { get; init; } =
        new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>Writes the layout of an image of Debian packages atomically. Errors ARG0278, ARG0312, ARG0328, ARG0329,
    /// ARG0413, ARG0414, ARG0430–ARG0434 and ARG0452–ARG0458.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="root">The platform's root with the definition's packages.</param>
    /// <param name="target">The layout's folder.</param>
    /// <param name="cancellation">Stops it within one file.</param>
    public Task<BuiltImage> BuildAsync(
        Platform platform, PackagedRoot root, string target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(root);
        // One layer more has what no package ships.
        var groups = new PackageGroups(Math.Max(1, Definition.LayerBudget - 1), Set).Of(
            Definition.Name, root.Packages.Select(p => new GroupedPackage(p.Name, p.Source, p.InstalledSize)));
        return Task.Run(() => BuildAsync(
            platform,
            PackageLayers.Plan(
                root, Definition.For(platform.Architecture).Paths, groups, platform.Distribution.ToString()),
            target,
            (blobs, layers) => new PackageLayerWriter(
                root, new(CacheFolder), Created.ToUnixTimeSeconds(), Threads).WriteAsync(blobs, layers, cancellation),
            cancellation), cancellation);
    }

    /// <summary>Writes the layout of an image of any root atomically: the root is one layer. Errors
    /// ARG0411–ARG0414, ARG0430–ARG0434 and ARG0452–ARG0457.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="rootTar">The platform's root as a tar.</param>
    /// <param name="target">The layout's folder.</param>
    /// <param name="cancellation">Stops it within one file.</param>
    public Task<BuiltImage> BuildAsync(
        Platform platform, string rootTar, string target, CancellationToken cancellation) =>
        Task.Run(async () =>
        {
            using var root = RootArchive.Open(rootTar, cancellation);
            return await BuildAsync(
                platform,
                PackageLayers.OfOne(
                    root.Tree, Definition.For(platform.Architecture).Paths, $"packages of {platform.Distribution}"),
                target,
                (blobs, layers) => Task.FromResult<IReadOnlyList<Layer>>(
                    [.. layers.Select(l => AddLayer(blobs, l, cancellation))]),
                cancellation);
        }, cancellation);

    private async Task<BuiltImage> BuildAsync(
        Platform platform, PackageLayers packages, string target,
        Func<BlobFolder, IReadOnlyList<PlannedLayer>, Task<IReadOnlyList<Layer>>> writePackages,
        CancellationToken cancellation)
    {
        var architecture = platform.Architecture;
        using var staged = new StagedFolder(target);
        var definition = Definition.For(architecture);
        var finish = new FinishLayer(definition, architecture, ProjectFolder, Created);
        var finished = await finish.CollectAsync(packages.Root, packages.Whole, cancellation);
        // Never published: it has the root of the scripts until the layers are made from it.
        using var scratch = new StagedFolder($"{target}.scripts");
        using var emulated = await new EmulatedFinish(definition, Runner, scratch.Path)
            .RunAsync(packages.Whole, finished, architecture, cancellation);
        var below = LayerTree.Over(packages.Whole, finished.Tree);
        var files = FileLayer.Collect(definition.Files, ProjectFolder, architecture, below, finished.Owners);
        await finish.AddLibrariesAsync(packages.Whole, finished, files, cancellation);
        new StartCheck(architecture, below, files).Require(definition.Settings);
        var blobs = new BlobFolder(staged.Path);
        List<Layer> layers = [.. await writePackages(blobs, packages.Layers)];
        // Base first: what is between packages and the project's files comes before these.
        foreach (var layer in (PlannedLayer[])
            [new(finished.Tree, $"finish of {Definition.Name}"), new(files, $"files of {Definition.Name}")])
            if (layer.Tree.Entries.Count > 0) layers.Add(AddLayer(blobs, layer, cancellation));

        var config = blobs.Add(
            ImageDocuments.Config(definition.Settings, architecture, layers, Created), MediaTypes.Config);
        var manifest = blobs.Add(
            new ImageManifest(
                config, [.. layers.Select(l => l.Blob)], ImageDocuments.Annotations(definition, Created)).Write(),
            MediaTypes.Manifest);
        manifest = manifest with { Platform = OciPlatform.Of(architecture), RefName = ImageLayout.RefName };
        blobs.Complete(manifest);
        staged.Publish();
        return new(architecture, target, manifest, [.. layers.Select(l => l.Blob)])
        {
            Notes = finished.Note(Definition.Name, definition.Finish.Mode) is { } note ? [note] : [],
        };
    }

    private Layer AddLayer(BlobFolder blobs, PlannedLayer layer, CancellationToken cancellation) => blobs.AddLayer(
        tar => LayerWriter.Write(layer.Tree, Created.ToUnixTimeSeconds(), tar, cancellation), layer.Comment, Threads);
}
