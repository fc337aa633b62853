namespace Argosy.Artifacts.Files;

/// <summary>The file system's status of a file.</summary>
/// <param name="Inode">Its number in the file system.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its content was last written, nanoseconds since 1970.</param>
/// <param name="Changed">When content, mode or names last changed, nanoseconds since 1970;
/// no program can set it.</param>
/// <param name="Mode">Type and permission bits, as in <c>st_mode</c>.</param>
/// <param name="Links">The number of its names.</param>
internal readonly record struct FileStatus(ulong Inode, long Size, long Modified, long Changed, ushort Mode, uint Links)
{
    private const ushort TypeMask = 0xF000;

    internal FileStatus(StatxBuffer buffer)
        : this(buffer.Inode, (long)buffer.Size, Nanoseconds(buffer.ModifiedSeconds, buffer.ModifiedNanoseconds),
            Nanoseconds(buffer.ChangedSeconds, buffer.ChangedNanoseconds), buffer.Mode, buffer.Links) =>
        Owner = buffer.Owner;

    /// <summary>The number of the user who owns it.</summary>
    internal uint Owner { get; init; }

    internal bool IsFile => (Mode & TypeMask) == 0x8000;

    internal bool IsFolder => (Mode & TypeMask) == 0x4000;

    internal bool IsLink => (Mode & TypeMask) == 0xA000;

    internal FileKind Kind => (Mode & TypeMask) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    /// <summary>Its owner may execute it.</summary>
    internal bool IsProgram => (Mode & 0x40) != 0;

    private static long Nanoseconds(long seconds, uint nanoseconds) => (seconds * 1_000_000_000) + nanoseconds;
}
