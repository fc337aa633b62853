using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Oci.Model;
using Argosy.Oci.Tar;

namespace Argosy.Images.Layers;

/// <summary>Converted parts of layers by content, and the digests of layers that were made of them.</summary>
/// <remarks>A part's file appears under its name whole. The digest of a layer made of parts is compared with the one
/// recorded when they were made, so that a damaged part is found.</remarks>
/// <param name="folder">Only this user may write to it.</param>
internal sealed class LayerCache(string folder)
{
    /// <summary>Makes the folder, or checks it: error ARG0278.</summary>
    public void Require() => PrivateFolder.Require(folder);

    /// <summary>Whether a part is there.</summary>
    public bool Has(Digest part) => File.Exists(PathOf(part));

    /// <summary>Copies a part to a layer.</summary>
    public void CopyTo(Digest part, Stream target)
    {
        using var file = new FileStream(PathOf(part), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        file.CopyTo(target, 1 << 17);
    }

    /// <summary>Compresses and keeps a part.</summary>
    public void Add(Digest part, int threads, Action<Stream> write) =>
        AtomicFile.Write(PathOf(part), stream => GzipMembers.Write(stream, threads, write));

    /// <summary>Forgets a part, which is made again.</summary>
    public void Remove(Digest part) => Leftovers.TryRemove(PathOf(part));

    /// <summary>The blob's digest and the digest of its tar, of a layer that was made before; null if there was
    /// none.</summary>
    public (Digest Blob, Digest DiffId)? TryFind(Digest layer)
    {
        var path = RecordOf(layer);
        return File.Exists(path) && File.ReadAllText(path).Split(' ') is [var blob, var diffId]
            && Digest.TryParse(blob) is { } found && Digest.TryParse(diffId) is { } tar
                ? (found, tar)
                : null;
    }

    /// <summary>Records a layer.</summary>
    public void Record(Digest layer, Layer made) =>
        AtomicFile.Write(RecordOf(layer), $"{made.Blob.Digest} {made.DiffId}");

    private string PathOf(Digest part) => Path.Combine(folder, part.Hex[..2], $"{part.Hex}.part");

    private string RecordOf(Digest layer) => Path.Combine(folder, layer.Hex[..2], $"{layer.Hex}.layer");
}
