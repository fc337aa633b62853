using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>A file of a snapshot.</summary>
/// <param name="Path">Relative to the mirror, with <c>/</c> between names.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">Of its content.</param>
public sealed record SnapshotFile(string Path, long Size, Digest Digest);
