using Argosy.Artifacts;

namespace Argosy.Oci.Model;

/// <summary>A layer that has been written.</summary>
/// <param name="Blob">The compressed layer.</param>
/// <param name="DiffId">Digest of its tar, uncompressed.</param>
/// <param name="Comment">Its contents, for an image's history.</param>
public sealed record Layer(Descriptor Blob, Digest DiffId, string Comment);
