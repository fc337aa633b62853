using Argosy.Images.Definition;

namespace Argosy.Images.Layers;

/// <summary>A path of a layer, with the data of its tar header.</summary>
/// <param name="Path">Without leading or trailing slash.</param>
/// <param name="Mode">Permission bits, with set-user-id, set-group-id and sticky.</param>
/// <param name="Owner">The owner's user id.</param>
/// <param name="Group">The group id.</param>
internal abstract record LayerEntry(string Path, UnixFileMode Mode, int Owner, int Group)
{
    /// <summary>The allowed mode bits of our files and folders: only Unix permissions.</summary>
    public const UnixFileMode ModeMask = (UnixFileMode)0b111_111_111_111;
}

internal sealed record FolderEntry(string Path, UnixFileMode Mode, int Owner, int Group)
    : LayerEntry(Path, Mode, Owner, Group)
{
    /// <summary>A folder with default owner and mode.</summary>
    public static FolderEntry Plain(string path) => new(path, (UnixFileMode)0b111_101_101, 0, 0);
}

/// <summary>A file. Entries with the same content object are one file with several names.</summary>
internal sealed record FileEntry(string Path, UnixFileMode Mode, int Owner, int Group, FileContent Content)
    : LayerEntry(Path, Mode, Owner, Group)
{
    /// <summary>The capabilities that it gives as a program; null for none.</summary>
    public FileCapabilities? Capabilities { get; init; }
}

/// <summary>A symbolic link, with its target as written.</summary>
internal sealed record LinkEntry(string Path, int Owner, int Group, string Target)
    : LayerEntry(Path, (UnixFileMode)0b111_111_111, Owner, Group);
