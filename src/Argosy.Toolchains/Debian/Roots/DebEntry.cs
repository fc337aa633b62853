using System.Formats.Tar;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>One entry of a .deb's files.</summary>
/// <param name="Type">A file, folder, symbolic or hard link; other types are errors.</param>
/// <param name="Name">As in the archive.</param>
/// <param name="Link">A link's target, as in the archive; else empty.</param>
/// <param name="Mode">Permissions.</param>
/// <param name="Modified">As in the archive.</param>
internal sealed record DebEntry(
    TarEntryType Type, string Name, string Link, UnixFileMode Mode, DateTimeOffset Modified)
{
    /// <summary>Owner.</summary>
    public int Uid { get; init; }

    /// <summary>Owning group.</summary>
    public int Gid { get; init; }

    /// <summary>Bytes of content.</summary>
    public long Length { get; init; }

    /// <summary>The entry's position in the archive, from 0.</summary>
    public int Ordinal { get; init; }

    /// <summary>A file's bytes, readable once; null where only the index of a package is read.</summary>
    public Stream? Content { get; init; }

    /// <summary>The MD5 sum of a configuration file's content, which dpkg records; null for other files.</summary>
    public string? Md5 { get; init; }

    /// <summary>The entry that a tar reader is at.</summary>
    public static DebEntry Of(TarEntry entry, int ordinal) => new(
        entry.EntryType == TarEntryType.V7RegularFile ? TarEntryType.RegularFile : entry.EntryType,
        entry.Name, entry.LinkName, entry.Mode, entry.ModificationTime)
    {
        Uid = entry.Uid,
        Gid = entry.Gid,
        Length = entry.Length,
        Ordinal = ordinal,
        Content = entry.DataStream,
    };
}
