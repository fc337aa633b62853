using System.IO.Compression;
using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Apt;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Mirrors.Debian;

/// <summary>An apt archive of static files, for several releases at once.</summary>
/// <remarks><code>
/// dists/bookworm/Release                               sizes and digests of the indexes
/// dists/bookworm/InRelease, Release.gpg                the same signed, and its signature, if there is a key
/// dists/bookworm/main/binary-arm64/Packages[.gz|.xz]   the packages of an architecture
/// dists/bookworm/main/binary-arm64/by-hash/SHA256/…    the same files under their digests
/// pool/main/libd/libdemo0/….deb                        the packages, of every release
/// argosy-archive-keyring.gpg, .asc                     the public key, named after the project
/// </code></remarks>
/// <param name="runner">Runs dpkg-deb, xz and gpg.</param>
/// <param name="settings">What it says of itself.</param>
public sealed class AptArchive(CommandRunner runner, ArchiveSettings settings)
{
    internal const string Component = "main";

    /// <summary>Writes the whole archive, which then replaces the one at <paramref name="folder"/>. Its bytes depend
    /// only on the debs and the settings. Errors ARG0585 and ARG0586 for a key that can't sign.</summary>
    /// <param name="folder">Its path: <c>artifacts/mirror/debian</c>.</param>
    /// <param name="releases">The debs of each release.</param>
    /// <param name="cancellation">Ends the programs that it runs.</param>
    /// <returns>The debs left out, with their errors: ARG0533, ARG0584, and ARG0534 for those with one name and
    /// different content.</returns>
    /// <exception cref="ArgosyException">All were refused; the old archive stays.</exception>
    public async Task<IReadOnlyList<Diagnostic>> WriteAsync(
        string folder, IReadOnlyList<ArchiveRelease> releases, CancellationToken cancellation)
    {
        var refused = new List<Diagnostic>();
        var read = new List<(Distribution Distribution, IReadOnlyList<DebFile> Debs)>();
        foreach (var release in releases.OrderBy(r => r.Distribution.Name, StringComparer.Ordinal))
        {
            var reader = new DebReader(runner, [.. settings.Architectures.Where(release.Distribution.Carries)]);
            var (debs, bad) = await reader.ReadAsync(release.Debs, cancellation);
            read.Add((release.Distribution, debs));
            refused.AddRange(bad);
        }

        var clashing = Clashes(read.SelectMany(r => r.Debs), refused);
        if (refused.Count > 0 && read.All(r => r.Debs.All(d => clashing.Contains(PoolPath(d)))))
            throw new ArgosyException(refused);
        using var staged = new StagedFolder(folder);
        var dists = new List<string>();
        foreach (var (distribution, debs) in read)
            dists.Add(await WriteAsync(staged.Path, distribution,
                [.. debs.Where(d => !clashing.Contains(PoolPath(d))).DistinctBy(PoolPath)], cancellation));
        if (settings.Key is { } key)
        {
            await using var signer = await ArchiveSigner.StartAsync(key, runner, settings.Date, cancellation);
            await signer.ExportAsync(
                Path.Combine(staged.Path, settings.Origin + ArchiveKey.KeyringSuffix), cancellation);
            foreach (var release in dists) await signer.SignAsync(release, cancellation);
        }

        staged.Publish();
        return refused;
    }

    private async Task<string> WriteAsync(
        string archive, Distribution distribution, IReadOnlyList<DebFile> debs, CancellationToken cancellation)
    {
        foreach (var deb in debs) AddToPool(archive, deb);
        var dists = Path.Combine(archive, "dists", distribution.Codename);
        var indexes = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var architecture in settings.Architectures.Where(distribution.Carries))
        {
            var path = $"{Component}/binary-{architecture.DebianName}/Packages";
            var packages = Encoding.UTF8.GetBytes(Packages(debs, architecture));
            indexes.Add(path, packages);
            indexes.Add($"{path}.gz", Gzip(packages));
            AtomicFile.Write(Path.Combine(dists, path), s => s.Write(packages));
            await runner.RunAsync(
                new Command("xz", "-6", "--threads=1", "--keep", Path.Combine(dists, path)), cancellation);
            indexes.Add($"{path}.xz", await File.ReadAllBytesAsync(Path.Combine(dists, $"{path}.xz"), cancellation));
        }

        foreach (var (path, content) in indexes)
        {
            AtomicFile.Write(Path.Combine(dists, path), s => s.Write(content));
            AtomicFile.Write(
                Path.Combine(dists, ArchiveGenerations.ByHash(path, Digest.Of(content))), s => s.Write(content));
        }

        AtomicFile.Write(Path.Combine(dists, "Release"), settings.ReleaseOf(distribution, indexes));
        return dists;
    }

    private static string PoolPath(DebFile deb)
    {
        // As in Debian's own pool: there are many libraries, so their folders have four letters.
        var letter = deb.Package.StartsWith("lib", StringComparison.Ordinal) && deb.Package.Length > 3
            ? deb.Package[..4]
            : deb.Package[..1];
        return $"pool/{Component}/{letter}/{deb.Package}/{Path.GetFileName(deb.Path)}";
    }

    // A package for all architectures may be in several releases.
    private static void AddToPool(string archive, DebFile deb)
    {
        var target = Path.Combine(archive, PoolPath(deb));
        if (File.Exists(target)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(deb.Path, target);
    }

    private static string Packages(IEnumerable<DebFile> debs, Architecture architecture) => string.Join('\n', debs
        .Where(d => d.Architecture == architecture.DebianName || d.Architecture == "all")
        .OrderBy(d => d.Package, StringComparer.Ordinal).ThenBy(d => d.Version, StringComparer.Ordinal)
        .Select(d => $"{d.Control}Filename: {PoolPath(d)}\nSize: {d.Size}\nSHA256: {d.Digest.Hex}\n"));

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(content);
        return packed.ToArray();
    }

    // Nothing shows which of two different debs is right: neither gets into the archive.
    private static HashSet<string> Clashes(IEnumerable<DebFile> debs, List<Diagnostic> refused)
    {
        var clashing = debs.GroupBy(PoolPath, StringComparer.Ordinal)
            .Where(g => g.Select(d => d.Digest).Distinct().Count() > 1).ToList();
        refused.AddRange(clashing.Select(same => new Diagnostic("ARG0534", new(Path.GetFileName(same.Key)),
            $"different debs have this name: {string.Join(" and ", same.Select(d => d.Path))}",
            "Remove the one that is out of date, or raise its version.")));
        return clashing.Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
    }
}
