using Argosy.Artifacts;
using Argosy.Images.Definition;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images;

/// <summary>The layout of all platforms of an image, which is pushed and published.</summary>
public static class ImageLayout
{
    /// <summary>The name of the only image in a layout.</summary>
    public const string RefName = "latest";

    /// <summary>Combines single-platform layouts under one sorted index, atomically.</summary>
    /// <remarks><c>index.json</c> refers to the multi-platform index, which is a blob like any other: skopeo and podman
    /// treat a layout with several entries in <c>index.json</c> as several images and refuse to choose. Errors
    /// ARG0420–ARG0423 (a layout is incomplete), ARG0424 (a duplicate platform, or none).</remarks>
    /// <param name="definition">Names and annotates the index.</param>
    /// <param name="layouts">The folders that <see cref="ImageBuild.BuildAsync"/> filled; their order doesn't
    /// matter.</param>
    /// <param name="target">The folder to write.</param>
    /// <param name="created">The same as for the images.</param>
    /// <param name="cancellation">Between two blobs.</param>
    /// <returns>The index, whose digest identifies the image on all platforms.</returns>
    public static Task<Descriptor> AssembleAsync(
        ImageDefinition definition, IReadOnlyList<string> layouts, string target, DateTimeOffset created,
        CancellationToken cancellation) =>
        Task.Run(() => Assemble(definition, layouts, target, created, cancellation), cancellation);

    private static Descriptor Assemble(
        ImageDefinition definition, IReadOnlyList<string> layouts, string target, DateTimeOffset created,
        CancellationToken cancellation)
    {
        var parts = layouts.Select(OciLayout.Verify).ToList();
        var manifests = parts.SelectMany(p => p.Manifests).ToList();
        RefuseDoubles(target, manifests);
        using var staged = new StagedFolder(target);
        var blobs = new BlobFolder(staged.Path);
        foreach (var (part, blob) in parts.SelectMany(p => p.Blobs.Select(b => (p, b))))
        {
            cancellation.ThrowIfCancellationRequested();
            blobs.Copy(part.Folder, blob);
        }

        var document = new ImageIndex(manifests, ImageDocuments.Annotations(definition, created));
        var index = blobs.Add(document.Write(), MediaTypes.Index) with { RefName = RefName };
        blobs.Complete(index);
        staged.Publish();
        return index;
    }

    private static void RefuseDoubles(string target, List<Descriptor> manifests)
    {
        var repeated = manifests.GroupBy(m => m.Platform).FirstOrDefault(g => g.Count() > 1);
        if (manifests.Count == 0 || repeated is not null)
            throw new ArgosyException(new Diagnostic("ARG0424", new(target),
                repeated is null ? "there is no image to put into it" : $"{repeated.Key} would be in it more than once",
                "Give one layout for each architecture."));
    }
}
