using Argosy.Artifacts;

namespace Argosy.Images.Oci;

/// <summary>What an OCI document says of a blob it refers to (OCI image spec, descriptor).</summary>
/// <param name="MediaType">One of <see cref="MediaTypes"/>.</param>
/// <param name="Digest">Of the blob's bytes.</param>
/// <param name="Size">In bytes.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    /// <summary>What a manifest in an index is for.</summary>
    public OciPlatform? Platform { get; init; }

    /// <summary>The name by which tools pick it from a layout; null for none.</summary>
    public string? RefName { get; init; }
}
