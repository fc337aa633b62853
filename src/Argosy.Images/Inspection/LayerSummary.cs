using Argosy.Artifacts;

namespace Argosy.Images.Inspection;

/// <summary>A layer.</summary>
/// <param name="Digest">Of the compressed layer.</param>
/// <param name="Size">Of the compressed layer, in bytes.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Comment">Its contents, from the image's history; null if that doesn't say.</param>
public sealed record LayerSummary(Digest Digest, long Size, string MediaType, string? Comment);
