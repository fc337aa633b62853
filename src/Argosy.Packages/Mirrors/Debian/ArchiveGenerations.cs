using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Debian;

/// <summary>The files of one published archive, wherever it is.</summary>
/// <param name="Files">Each file's digest, by its path with <c>/</c>.</param>
/// <param name="ReadAsync">Reads a small file by its path.</param>
public sealed record PublishedArchive(
    IReadOnlyDictionary<string, Digest> Files, Func<string, CancellationToken, Task<string>> ReadAsync);

/// <summary>Keeps what readers with an older <c>InRelease</c> still ask for: apt fetches indexes by their digests, and
/// packages by the paths in them.</summary>
/// <remarks>A build writes only the present generation, so that its bytes depend on nothing else; a publication adds
/// the files of the earlier ones.</remarks>
public static class ArchiveGenerations
{
    /// <summary>The number of generations that an archive has, with the present one.</summary>
    public const int Kept = 3;

    private const string Indexes = "/Packages";
    private const string PathField = "Filename: ";

    /// <summary>Where an index lies under its digest: in <c>by-hash/SHA256</c> beside it.</summary>
    public static string ByHash(string index, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(index);
        return $"{index[..(index.LastIndexOf('/') + 1)]}by-hash/SHA256/{digest.Hex}";
    }

    /// <summary>The files of earlier generations that a new archive needs besides its own, with their digests. Paths
    /// that the new archive has are left out.</summary>
    /// <param name="current">The new archive, as it was built.</param>
    /// <param name="earlier">What was published before, newest first. Archives with the same indexes are one
    /// generation.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyDictionary<string, Digest>> FindAsync(PublishedArchive current,
        IAsyncEnumerable<PublishedArchive> earlier, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(current);
        var kept = new SortedDictionary<string, Digest>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal) { KeyOf(current) };
        await foreach (var archive in earlier.WithCancellation(cancellation))
        {
            if (seen.Count == Kept) break;
            if (!seen.Add(KeyOf(archive))) continue;
            foreach (var path in await OwnFilesAsync(archive, cancellation))
                if (!current.Files.ContainsKey(path) && archive.Files.TryGetValue(path, out var digest))
                    kept.TryAdd(path, digest);
        }

        return kept;
    }

    // An archive's own files, without those that it kept of earlier ones.
    private static async Task<IReadOnlyList<string>> OwnFilesAsync(
        PublishedArchive archive, CancellationToken cancellation)
    {
        var own = new List<string>();
        foreach (var (path, digest) in IndexesOf(archive))
        {
            own.Add(ByHash(path, digest));
            if (!path.EndsWith(Indexes, StringComparison.Ordinal)) continue;
            own.AddRange((await archive.ReadAsync(path, cancellation)).Split('\n')
                .Where(l => l.StartsWith(PathField, StringComparison.Ordinal)).Select(l => l[PathField.Length..]));
        }

        return own;
    }

    private static string KeyOf(PublishedArchive archive) =>
        string.Join('\n', IndexesOf(archive).Select(f => $"{f.Key} {f.Value}"));

    private static IEnumerable<KeyValuePair<string, Digest>> IndexesOf(PublishedArchive archive) => archive.Files
        .Where(f => f.Key.StartsWith("dists/", StringComparison.Ordinal) && IsIndex(f.Key))
        .OrderBy(f => f.Key, StringComparer.Ordinal);

    private static bool IsIndex(string path) => path.EndsWith(Indexes, StringComparison.Ordinal)
        || path.EndsWith($"{Indexes}.gz", StringComparison.Ordinal)
        || path.EndsWith($"{Indexes}.xz", StringComparison.Ordinal);
}
