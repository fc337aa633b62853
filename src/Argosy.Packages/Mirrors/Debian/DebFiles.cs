using System.Formats.Tar;

namespace Argosy.Packages.Mirrors.Debian;

/// <summary>What the data of a deb must not have. dpkg unpacks it as root, so an archive has only debs that stay in
/// their own folders.</summary>
internal static class DebFiles
{
    private const int MostEntries = 500_000;
    private const long SmallEnough = 1 << 26;
    private const int HighestRatio = 200;

    /// <summary>Reads the data without unpacking it.</summary>
    /// <param name="data">The tar archive.</param>
    /// <param name="size">The deb's size, which limits the data's.</param>
    /// <exception cref="InvalidDataException">It breaks a rule; the message is the cause.</exception>
    public static void Check(Stream data, long size)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var links = new HashSet<string>(StringComparer.Ordinal);
        long expanded = 0;
        using var tar = new TarReader(data, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            name = name.TrimEnd('/');
            expanded += 512 + entry.Length;
            if (names.Count > MostEntries || (expanded > SmallEnough && expanded / HighestRatio > size))
                throw new InvalidDataException($"its files expand to more than {HighestRatio} times its size");
            if (name.Length == 0 || name == ".") continue;
            Require(Stays(name), name, "would leave the system's root");
            Require(names.Add(name), name, "is there twice");
            Require(entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.Directory
                or TarEntryType.SymbolicLink or TarEntryType.HardLink, name, "is neither a file, a folder nor a link");
            Require(!Parents(name).Any(links.Contains), name, "is below a link");
            if (entry.EntryType == TarEntryType.SymbolicLink) links.Add(name);
            if (entry.EntryType == TarEntryType.HardLink)
                Require(names.Contains(Plain(entry.LinkName)), name, "is a hard link to a file of another package");
        }
    }

    private static string Plain(string name) =>
        name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    private static bool Stays(string name) => name[0] != '/' && !name.Split('/').Any(p => p is "" or "." or "..");

    private static IEnumerable<string> Parents(string name)
    {
        for (var at = name.LastIndexOf('/'); at > 0; at = name.LastIndexOf('/', at - 1)) yield return name[..at];
    }

    private static void Require(bool holds, string name, string otherwise)
    {
        if (!holds) throw new InvalidDataException($"its entry '{name}' {otherwise}");
    }
}
