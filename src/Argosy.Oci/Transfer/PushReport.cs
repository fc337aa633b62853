using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;

namespace Argosy.Oci.Transfer;

/// <summary>What a push did, or would do.</summary>
/// <param name="Reference">Registry, repository and the tags.</param>
/// <param name="Digest">The digest of the index or manifest that the tags name.</param>
/// <param name="Unchanged">Whether all tags named it before, so that nothing was sent.</param>
/// <param name="Blobs">Each blob with its outcome; in a dry run, <see cref="BlobOutcome.Sent"/> is one that the
/// registry doesn't have. Empty if nothing changed.</param>
/// <param name="Tags">The tags.</param>
public sealed record PushReport(
    string Reference, Digest Digest, bool Unchanged, IReadOnlyList<(Descriptor Blob, BlobOutcome Outcome)> Blobs,
    IReadOnlyList<string> Tags)
{
    /// <summary>The number of blobs with this outcome.</summary>
    public int Count(BlobOutcome outcome) => Blobs.Count(b => b.Outcome == outcome);

    /// <summary>The bytes of blobs with this outcome.</summary>
    public long Bytes(BlobOutcome outcome) => Blobs.Where(b => b.Outcome == outcome).Sum(b => b.Blob.Size);
}
