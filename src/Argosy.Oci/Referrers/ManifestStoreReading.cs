using Argosy.Oci.Model;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Referrers;

/// <summary>Reads documents of a store.</summary>
public static class ManifestStoreReading
{
    // Signatures and documents about an image are smaller by orders of magnitude.
    private const long LargestDocument = 64 << 20;

    /// <summary>A blob's content. Error ARG0474 for one that is too large for a document.</summary>
    public static Task<byte[]> ReadBytesAsync(
        this IManifestStore store, Descriptor blob, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(blob);
        if (blob.Size > LargestDocument)
            throw new ArgosyException(new Diagnostic("ARG0474", new(store.Place),
                $"{blob.Digest} is too large for a document", "Delete the manifest that names it."));
        return store.ReadBlobAsync(
            blob, stream =>
            {
                var bytes = new byte[blob.Size];
                stream.ReadExactly(bytes);
                return bytes;
            }, cancellation);
    }

    /// <summary>The manifest or index of a tag or a digest. Error ARG0473 if there is none.</summary>
    public static async Task<StoredManifest> GetManifestAsync(
        this IManifestStore store, string reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindManifestAsync(reference, cancellation)
            ?? throw new ArgosyException(new Diagnostic("ARG0473", new(store.Place),
                $"there is no manifest '{reference}'", "Check the name, the tag and the digest of the image."));
    }
}
