using System.IO.Compression;

namespace Argosy.Packages.Archives;

/// <summary>What a package's zip archive must not have, checked by its central directory alone: nothing is unpacked.
/// </summary>
/// <remarks>Installers unpack these archives on their users' machines, so one that they must not unpack gets into no
/// mirror. The limits are far above what packages have: a wheel expands to about three times its size.</remarks>
internal static class ZipRules
{
    private const int LongestDirectory = 1 << 26;
    private const int MostEntries = 200_000;
    private const int LongestName = 1024;
    private const long SmallEnough = 1 << 26;
    private const int HighestRatio = 200;
    private const int TypeMask = 0xF000;
    private const int TypeFile = 0x8000;
    private const int TypeFolder = 0x4000;

    /// <summary>Opens an archive that follows the rules.</summary>
    /// <param name="file">The file, which stays open.</param>
    /// <param name="names">How names are compared: two entries of one name are an error.</param>
    /// <exception cref="InvalidDataException">It is no zip archive, or breaks a rule; the message is the
    /// cause.</exception>
    public static ZipArchive Open(Stream file, StringComparer names)
    {
        ZipEnd.Require(file, LongestDirectory);
        var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        try
        {
            if (Fault(archive, file.Length, names) is { } fault) throw new InvalidDataException(fault);
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>An entry's content.</summary>
    /// <exception cref="InvalidDataException">It has more bytes than the limit, or can't be unpacked.</exception>
    public static byte[] Read(ZipArchiveEntry entry, int limit)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        var buffer = new byte[1 << 14];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (content.Length + read > limit)
                throw new InvalidDataException($"its {entry.FullName} has more than {limit} bytes");
            content.Write(buffer, 0, read);
        }

        // An entry that ends early, or lies about its length, was cut or changed.
        return content.Length == entry.Length
            ? content.ToArray()
            : throw new InvalidDataException($"its {entry.FullName} has another length than the archive says");
    }

    private static string? Fault(ZipArchive archive, long size, StringComparer comparer)
    {
        if (archive.Entries.Count > MostEntries) return $"it has more than {MostEntries} entries";
        var names = new HashSet<string>(comparer);
        long expanded = 0;
        foreach (var entry in archive.Entries)
        {
            if (FaultOf(entry.FullName) is { } fault) return fault;
            var type = (entry.ExternalAttributes >> 16) & TypeMask;
            if (type is not (0 or TypeFile or TypeFolder)) return $"its entry '{entry.FullName}' isn't a file";
            if (entry.IsEncrypted) return $"its entry '{entry.FullName}' is encrypted";
            if (!names.Add(entry.FullName.TrimEnd('/'))) return $"it has two entries '{entry.FullName}'";
            expanded += entry.Length;
            if (expanded > SmallEnough && expanded / HighestRatio > size)
                return $"its entries expand to more than {HighestRatio} times its size";
        }

        return null;
    }

    private static string? FaultOf(string name)
    {
        if (name.Length is 0 or > LongestName) return "it has an entry with an empty or very long name";
        if (name.Any(c => char.IsControl(c) || c == '\\'))
            return "it has an entry with a control sign or '\\' in its name";

        // NuGet unescapes the names of entries.
        return Leaves(name) || Leaves(Uri.UnescapeDataString(name))
            ? $"its entry '{name}' would leave the folder that it is unpacked to"
            : null;
    }

    private static bool Leaves(string name) =>
        name[0] is '/' or '\\' || (name.Length > 1 && name[1] == ':')
        || name.Split('/', '\\').Any(p => p is ".." or ".");
}
