using Argosy.Artifacts;
using Argosy.Images.Definition;
using Argosy.Images.Finish;
using Argosy.Images.Layers;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Processes;

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

    /// <summary>Writes the layout atomically. Errors ARG0411–ARG0414, ARG0430–ARG0434 and
    /// ARG0452–ARG0458.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="rootTar">The platform's root with the definition's packages, as a tar.</param>
    /// <param name="target">The layout's folder.</param>
    /// <param name="cancellation">Stops it within one file.</param>
    public Task<BuiltImage> BuildAsync(
        Platform platform, string rootTar, string target, CancellationToken cancellation) =>
        Task.Run(() => BuildInPoolAsync(platform, rootTar, target, cancellation), cancellation);

    private async Task<BuiltImage> BuildInPoolAsync(
        Platform platform, string rootTar, string target, CancellationToken cancellation)
    {
        var architecture = platform.Architecture;
        using var root = RootArchive.Open(rootTar, cancellation);
        using var staged = new StagedFolder(target);
        var definition = Definition.For(architecture);
        var packages = root.Tree.Where(definition.Paths);
        var finish = new FinishLayer(definition, architecture, ProjectFolder, Created);
        var finished = finish.Collect(root.Tree, packages);
        using var emulated = await new EmulatedFinish(definition, Runner, Path.GetDirectoryName(rootTar)!)
            .RunAsync(packages, finished, architecture, cancellation);
        var below = LayerTree.Over(packages, finished.Tree);
        var files = FileLayer.Collect(definition.Files, ProjectFolder, architecture, below, finished.Owners);
        finish.AddLibraries(packages, finished, files);
        new StartCheck(architecture, below, files).Require(definition.Settings);
        var blobs = new BlobFolder(staged.Path);
        var layers = new List<Layer>
        {
            AddLayer(blobs, packages, $"packages of {platform.Distribution}", cancellation)
        };
        if (finished.Tree.Entries.Count > 0)
            layers.Add(AddLayer(blobs, finished.Tree, $"finish of {Definition.Name}", cancellation));
        if (files.Entries.Count > 0) layers.Add(AddLayer(blobs, files, $"files of {Definition.Name}", cancellation));

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

    private Layer AddLayer(BlobFolder blobs, LayerTree tree, string comment, CancellationToken cancellation) =>
        blobs.AddLayer(
            tar => LayerWriter.Write(tree, Created.ToUnixTimeSeconds(), tar, cancellation), comment, Threads);
}
