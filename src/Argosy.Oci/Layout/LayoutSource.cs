using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Layout;

/// <summary>A layout on disk to push. Its documents are read and verified; its other blobs are verified while they are
/// sent.</summary>
internal sealed class LayoutSource
{
    private readonly Dictionary<Digest, byte[]> _documents = [];

    private LayoutSource(string folder, Descriptor top) => (Folder, Top) = (folder, top);

    /// <summary>The layout's folder.</summary>
    public string Folder { get; }

    /// <summary>The image: an index, or a manifest for one platform.</summary>
    public Descriptor Top { get; }

    /// <summary>Opens a layout. Errors ARG0420 to ARG0423 (the layout is incomplete), ARG0280 (it has several
    /// images).</summary>
    public static LayoutSource Open(string folder)
    {
        var index = Path.Combine(folder, BlobFolder.IndexFile);
        if (!File.Exists(Path.Combine(folder, BlobFolder.MarkerFile)) || !File.Exists(index))
            throw new ArgosyException(new Diagnostic("ARG0420", new(folder), "it isn't an OCI image layout",
                $"A layout has '{BlobFolder.MarkerFile}' and '{BlobFolder.IndexFile}': build the image."));
        var images = References(File.ReadAllBytes(index), index);
        return images.Count == 1
            ? new(folder, images[0])
            : throw new ArgosyException(new Diagnostic("ARG0280", new(index),
                $"the layout has {images.Count} images, and one is needed",
                "Push a layout with one image, whose index has all platforms."));
    }

    /// <summary>The bytes of a manifest or an index, verified.</summary>
    public byte[] Document(Descriptor document)
    {
        if (_documents.TryGetValue(document.Digest, out var known)) return known;
        RequirePresent(document);
        var bytes = File.ReadAllBytes(PathOf(document));
        if (Digest.Of(bytes) != document.Digest)
            throw Broken("ARG0423", document, "holds other bytes than its digest says");
        return _documents[document.Digest] = bytes;
    }

    /// <summary>The references of a manifest or an index, whose sizes are those of the files.</summary>
    public IReadOnlyList<Descriptor> References(Descriptor document)
    {
        var references = References(Document(document), document.Digest.ToString());
        foreach (var blob in references) RequirePresent(blob);
        return references;
    }

    /// <summary>Opens a blob.</summary>
    public Stream OpenBlob(Descriptor blob) =>
        new FileStream(PathOf(blob), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    private void RequirePresent(Descriptor blob)
    {
        var file = new FileInfo(PathOf(blob));
        if (!file.Exists) throw Broken("ARG0422", blob, "is missing");
        if (file.Length != blob.Size)
            throw Broken("ARG0423", blob, $"has {file.Length} bytes instead of {blob.Size}");
    }

    private string PathOf(Descriptor blob) => BlobFolder.PathIn(Folder, blob.Digest);

    private static IReadOnlyList<Descriptor> References(byte[] document, string shownAs)
    {
        try
        {
            return OciDocument.References(document);
        }
        catch (FormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0421", new(shownAs),
                $"it is no OCI index or manifest: {e.Message.TrimEnd('.')}", "Build the image again."));
        }
    }

    private ArgosyException Broken(string id, Descriptor blob, string cause) => new(new Diagnostic(
        id, new(Folder), $"{blob.Digest} {cause}", "Delete the layout and build the image again."));
}
