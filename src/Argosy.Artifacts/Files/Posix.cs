using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argosy.Artifacts.Files;

/// <summary>The libc calls that .NET doesn't offer, or not for tens of thousands of files at a time.</summary>
/// <remarks><c>statx</c> (glibc 2.28) because its structure, unlike <c>stat</c>'s, is the same on every architecture.
/// <c>struct dirent</c> is the same on all 64-bit Linux: inode 8, offset 8, length 2, type 1, name.</remarks>
internal static unsafe partial class Posix
{
    internal const int CurrentFolder = -100;
    internal const int DontFollow = 0x100;
    private const int Itself = 0x1000; // AT_EMPTY_PATH
    internal const int NameOffset = 19;
    internal const int TypeOffset = 18;
    internal const byte Folder = 4;
    internal const byte Link = 10;
    internal const byte Unknown = 0;

    // Type, mode, link count, times of change, inode, size: STATX_BASIC_STATS.
    private const uint Basic = 0x7ff;

    /// <summary>The <c>statx</c> of a file; null if there is none.</summary>
    internal static FileStatus? TryStatus(string path, bool follow = true)
    {
        StatxBuffer buffer;
        return Statx(CurrentFolder, path, follow ? 0 : DontFollow, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    /// <summary>The same for an open file, independent of its name.</summary>
    internal static FileStatus? TryStatus(SafeFileHandle file)
    {
        StatxBuffer buffer;
        return Statx((int)file.DangerousGetHandle(), "", Itself, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    /// <summary>The same for a name in an open folder; links are not followed.</summary>
    internal static FileStatus? TryStatus(int folder, byte* name)
    {
        StatxBuffer buffer;
        return StatxAt(folder, name, DontFollow, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    /// <summary>The same for what a link in an open folder leads to; null if that is nowhere.</summary>
    internal static FileStatus? TryTarget(int folder, byte* name)
    {
        StatxBuffer buffer;
        return StatxAt(folder, name, 0, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    /// <summary>A link's target; null if it isn't a link.</summary>
    internal static string? TryReadLink(string path) => TryReadLink(CurrentFolder, path);

    /// <summary>Opens a folder for reading its entries; 0 on failure.</summary>
    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    internal static partial nint OpenFolder(string path);

    [LibraryImport("libc", EntryPoint = "dirfd")]
    internal static partial int Descriptor(nint folder);

    [LibraryImport("libc", EntryPoint = "readdir")]
    internal static partial byte* ReadEntry(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    internal static partial int CloseFolder(nint folder);

    [LibraryImport("libc", EntryPoint = "statx",
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int Statx(int folder, string path, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int StatxAt(int folder, byte* path, int flags, uint mask, StatxBuffer* buffer);
}

/// <summary><c>struct statx</c> of linux/stat.h, up to the last field used here.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    [FieldOffset(16)] public uint Links;
    [FieldOffset(20)] public uint Owner;
    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Inode;
    [FieldOffset(40)] public ulong Size;
    [FieldOffset(96)] public long ChangedSeconds;
    [FieldOffset(104)] public uint ChangedNanoseconds;
    [FieldOffset(112)] public long ModifiedSeconds;
    [FieldOffset(120)] public uint ModifiedNanoseconds;
}
