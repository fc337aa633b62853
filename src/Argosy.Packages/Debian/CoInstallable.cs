using System.Formats.Tar;
using System.Security.Cryptography;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Debian;

/// <summary>Checks that packages of one name and version for several architectures can be installed at once: a path
/// that both have is the same in both (<c>Multi-Arch: same</c>).</summary>
internal static class CoInstallable
{
    /// <summary>Compares two sets. Error ARG0525 with the package and the path.</summary>
    /// <param name="debs">One architecture's.</param>
    /// <param name="others">Another's.</param>
    /// <param name="cancellation">Ends dpkg-deb.</param>
    public static async Task CheckAsync(
        IReadOnlyList<DebFile> debs, IReadOnlyList<DebFile> others, CancellationToken cancellation)
    {
        foreach (var deb in debs.Where(d => d.IsCoInstallable))
        {
            if (others.FirstOrDefault(o => o.Package == deb.Package && o.Version == deb.Version) is not { } other)
                continue;
            var (mine, theirs) = (await ReadAsync(deb, cancellation), await ReadAsync(other, cancellation));
            var path = mine.Keys.Order(StringComparer.Ordinal)
                .FirstOrDefault(p => theirs.TryGetValue(p, out var same) && same != mine[p]);
            if (path is null) continue;
            throw new ArgosyException(new Diagnostic("ARG0525", new(deb.Package),
                $"{path} differs between {deb.Architecture} and {other.Architecture}, so that only one of the two can "
                    + "be installed",
                "Install it below ${CMAKE_INSTALL_LIBDIR}, or write 'headers: architecture' for headers."));
        }
    }

    // The content of each file and the target of each link.
    private static async Task<Dictionary<string, string>> ReadAsync(DebFile deb, CancellationToken cancellation)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        await CommandRunner.ReadBytesAsync(new Command("dpkg-deb", "--fsys-tarfile", deb.Path), stream =>
        {
            using var tar = new TarReader(stream, leaveOpen: true);
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType == TarEntryType.Directory) continue;
                entries[entry.Name.TrimStart('.')] = entry.EntryType == TarEntryType.SymbolicLink
                    ? $"-> {entry.LinkName}"
                    : Convert.ToHexStringLower(SHA256.HashData(entry.DataStream ?? Stream.Null));
            }
        }, cancellation);
        return entries;
    }
}
