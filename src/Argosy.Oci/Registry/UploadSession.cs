namespace Argosy.Oci.Registry;

/// <summary>The upload of one blob, as the registry knows it.</summary>
/// <param name="Location">Where the next request goes; it may be a secret.</param>
/// <param name="Offset">The bytes that the registry has.</param>
/// <param name="SmallestChunk">The least size of a chunk other than the last (<c>OCI-Chunk-Min-Length</c>).</param>
internal sealed record UploadSession(Uri Location, long Offset, long SmallestChunk);

/// <summary>How a blob got into a repository.</summary>
public enum BlobOutcome
{
    /// <summary>It was there.</summary>
    Present,

    /// <summary>The registry took it from another of its repositories.</summary>
    Mounted,

    /// <summary>It was sent.</summary>
    Sent,
}
