using System.IO.Compression;
using System.Text;
using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Debian;

/// <summary>An apt archive of static files, for several releases at once. It isn't signed: users set
/// <c>trusted=yes</c>, or sign its <c>Release</c> files with their own key.</summary>
/// <remarks><code>
/// dists/bookworm/Release                           sizes and digests of the indexes
/// dists/bookworm/main/binary-arm64/Packages[.gz]   the packages of an architecture
/// pool/main/libd/libdemo0/….deb                    the packages, of every release
/// </code></remarks>
public static class DebRepository
{
    private const string Component = "main";

    /// <summary>Writes the whole archive, which then replaces the one at <paramref name="folder"/>. Error ARG0534 if
    /// two debs have one name and different content.</summary>
    /// <param name="folder">Its path: <c>artifacts/mirror/debian</c>.</param>
    /// <param name="releases">The debs of each release, in any order.</param>
    /// <param name="architectures">The architectures that need an index, even an empty one: apt requests its
    /// own.</param>
    /// <param name="origin">The project's name.</param>
    /// <param name="date">The archive's date.</param>
    public static void Write(string folder, IReadOnlyDictionary<Distribution, IReadOnlyList<DebFile>> releases,
        IReadOnlyList<Architecture> architectures, string origin, DateTimeOffset date)
    {
        RefuseClashes(releases.Values.SelectMany(d => d));
        using var staged = new StagedFolder(folder);
        foreach (var (distribution, debs) in releases.OrderBy(r => r.Key.Name, StringComparer.Ordinal))
        {
            foreach (var deb in debs) AddToPool(staged.Path, deb);
            var indexes = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var architecture in architectures.Where(distribution.Carries))
            {
                var packages = Encoding.UTF8.GetBytes(Packages(debs, architecture));
                var path = $"{Component}/binary-{architecture.DebianName}/Packages";
                indexes.Add(path, packages);
                indexes.Add($"{path}.gz", Gzip(packages));
            }

            var dists = Path.Combine(staged.Path, "dists", distribution.Codename);
            foreach (var (path, content) in indexes) AtomicFile.Write(Path.Combine(dists, path), s => s.Write(content));
            AtomicFile.Write(
                Path.Combine(dists, "Release"), Release(distribution, architectures, origin, date, indexes));
        }

        staged.Publish();
    }

    private static string PoolPath(DebFile deb)
    {
        // As in Debian's own pool: there are many libraries, so their folders have four letters.
        var letter = deb.Package.StartsWith("lib", StringComparison.Ordinal) && deb.Package.Length > 3
            ? deb.Package[..4]
            : deb.Package[..1];
        return $"pool/{Component}/{letter}/{deb.Package}/{Path.GetFileName(deb.Path)}";
    }

    private static void AddToPool(string folder, DebFile deb)
    {
        var target = Path.Combine(folder, PoolPath(deb));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        RegularFile.Copy(deb.Path, target);
    }

    private static string Packages(IEnumerable<DebFile> debs, Architecture architecture) => string.Join('\n', debs
        .Where(d => d.Architecture == architecture.DebianName || d.Architecture == "all")
        .OrderBy(d => d.Package, StringComparer.Ordinal).ThenBy(d => d.Version, StringComparer.Ordinal)
        .Select(d => $"{d.Control}Filename: {PoolPath(d)}\nSize: {d.Size}\nSHA256: {d.Digest.Hex}\n"));

    private static string Release(Distribution distribution, IEnumerable<Architecture> architectures, string origin,
        DateTimeOffset date, SortedDictionary<string, byte[]> indexes)
    {
        var names = string.Join(' ', architectures.Where(distribution.Carries).Select(a => a.DebianName));
        var release = new StringBuilder($"Origin: {origin}\nLabel: {origin}\nSuite: {distribution.Codename}\n")
            .Append($"Codename: {distribution.Codename}\nDate: {date.UtcDateTime:R}\nArchitectures: {names}\n")
            .Append($"Components: {Component}\nSHA256:\n");
        foreach (var (path, content) in indexes) release.Append($" {Digest.Of(content).Hex} {content.Length} {path}\n");
        return release.ToString();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(content);
        return packed.ToArray();
    }

    private static void RefuseClashes(IEnumerable<DebFile> debs)
    {
        foreach (var same in debs
            .GroupBy(PoolPath, StringComparer.Ordinal)
            .Where(g => g.Select(d => d.Digest).Distinct().Count() > 1))
            throw new ArgosyException(new Diagnostic("ARG0534", new(Path.GetFileName(same.Key)),
                $"two different debs have this name: {string.Join(" and ", same.Select(d => d.Path))}",
                "Remove the one that is out of date, or raise its version."));
    }
}
