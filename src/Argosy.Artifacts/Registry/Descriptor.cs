namespace Argosy.Artifacts.Registry;

/// <summary>What a manifest says of a blob (OCI image spec, descriptor).</summary>
/// <param name="MediaType">One of <see cref="ActionMediaTypes"/>.</param>
/// <param name="Digest">Of the blob's bytes.</param>
/// <param name="Size">In bytes.</param>
internal sealed record Descriptor(string MediaType, Digest Digest, long Size);
