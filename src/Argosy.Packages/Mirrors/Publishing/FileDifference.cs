namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>How the files of two snapshots differ, each list sorted by path.</summary>
/// <param name="Added">Paths that are new or have other content.</param>
/// <param name="Removed">Paths that are gone.</param>
/// <param name="Changed">Those of the added that were there before.</param>
public sealed record FileDifference(
    IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    /// <summary>Compares two lists of files.</summary>
    public static FileDifference Of(IReadOnlyList<SnapshotFile> before, IReadOnlyList<SnapshotFile> after)
    {
        var old = before.ToDictionary(f => f.Path, f => f.Digest, StringComparer.Ordinal);
        var kept = after.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        SnapshotFile[] added = [.. after.Where(f => !old.TryGetValue(f.Path, out var d) || d != f.Digest)];
        return new([.. added.Select(f => f.Path)],
            [.. before.Where(f => !kept.Contains(f.Path)).Select(f => f.Path)],
            [.. added.Where(f => old.ContainsKey(f.Path)).Select(f => f.Path)]);
    }
}
