using System.Formats.Tar;

namespace Argosy.Toolchains.Debian.Roots;

/// <summary>One entry of a root.</summary>
/// <param name="Path">Relative, no dots, no trailing slash.</param>
/// <param name="Type">A file, folder, symbolic or hard link.</param>
/// <param name="Mode">Permissions.</param>
/// <param name="Modified">As in the package.</param>
internal sealed record RootEntry(string Path, TarEntryType Type, UnixFileMode Mode, DateTimeOffset Modified)
{
    /// <summary>Owner.</summary>
    public int Uid { get; init; }

    /// <summary>Owning group.</summary>
    public int Gid { get; init; }

    /// <summary>A link's target; a hard link's is a path of the root.</summary>
    public string Link { get; init; } = "";

    /// <summary>The number of the package that ships it; -1 for what no package ships.</summary>
    public int Package { get; init; } = -1;

    /// <summary>Its position in the package's archive.</summary>
    public int Ordinal { get; init; }

    /// <summary>Bytes of a file's content.</summary>
    public long Length { get; init; }

    /// <summary>A file's bytes, readable once, while the entry is being added.</summary>
    public Stream? Content { get; init; }

    /// <summary>A folder owned by root with the usual permissions.</summary>
    public static RootEntry Folder(string path, UnixFileMode mode) =>
        new(path, TarEntryType.Directory, mode, DateTimeOffset.UnixEpoch);

    /// <summary>A file that no package ships.</summary>
    public static RootEntry File(string path, Stream content) =>
        new(path, TarEntryType.RegularFile, (UnixFileMode)0b110_100_100, DateTimeOffset.UnixEpoch)
        {
            Content = content
        };

    /// <summary>A link that no package ships.</summary>
    public static RootEntry SymbolicLink(string path, string target) =>
        new(path, TarEntryType.SymbolicLink, (UnixFileMode)0b111_111_111, DateTimeOffset.UnixEpoch) { Link = target };
}
