using Argosy.Oci.Model;
using Argosy.Oci.Registry;

namespace Argosy.Oci.Transfer;

/// <summary>The progress of a transfer: one blob is complete, or has moved on.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Outcome">How it got there; null while it is being transferred.</param>
/// <param name="Bytes">The bytes of this blob that were transferred.</param>
/// <param name="TotalBytes">The bytes of all blobs that were transferred.</param>
/// <param name="Done">Blobs that are complete.</param>
/// <param name="Count">All blobs.</param>
public sealed record BlobProgress(
    Descriptor Blob, BlobOutcome? Outcome, long Bytes, long TotalBytes, int Done, int Count);

/// <summary>Counts a transfer's progress, from any thread.</summary>
internal sealed class ProgressCounter(IProgress<BlobProgress>? progress, int count)
{
    // A large blob is reported about once per 8 MiB.
    private const long Step = 8 << 20;
    private long _total;
    private int _done;

    /// <summary>Receives the pieces of one blob.</summary>
    public Action<int> Of(Descriptor blob)
    {
        var bytes = 0L;
        return piece =>
        {
            var before = bytes;
            bytes += piece;
            var total = Interlocked.Add(ref _total, piece);
            if (before / Step != bytes / Step)
                progress?.Report(new(blob, null, bytes, total, Volatile.Read(ref _done), count));
        };
    }

    /// <summary>A blob is complete.</summary>
    public void Done(Descriptor blob, BlobOutcome outcome, long bytes) => progress?.Report(
        new(blob, outcome, bytes, Interlocked.Read(ref _total), Interlocked.Increment(ref _done), count));
}
