using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Files;

/// <summary>The calls that work on a name in an open folder, so that no other part of the path can change
/// meanwhile.</summary>
internal static unsafe partial class Posix
{
    internal const int TryAgain = 11; // EAGAIN
    internal const int NotAFolder = 20; // ENOTDIR
    internal const int Invalid = 22; // EINVAL
    internal const int NotImplemented = 38; // ENOSYS
    internal const int TooManyLevels = 40; // ELOOP

    internal const int ReadOnly = 0;
    internal const int WriteOnly = 1;
    internal const int Create = 0x40;
    internal const int Exclusive = 0x80;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;
    internal const int PathOnly = 0x200000;

    internal const int RemoveFolder = 0x200; // AT_REMOVEDIR

    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const long OpenInRoot = 437; // openat2(2): one number on every architecture since Linux 5.6
    private const ulong NoMagicLinks = 0x02;
    private const ulong InRoot = 0x10;

    // These two differ between architectures: POWER and Arm defined theirs before Linux agreed on one set.
    private static readonly bool s_old = RuntimeInformation.ProcessArchitecture
        is Architecture.Arm64 or Architecture.Arm or Architecture.Ppc64le;

    /// <summary>O_DIRECTORY.</summary>
    internal static int FolderOnly { get; } = s_old ? 0x4000 : 0x10000;

    /// <summary>O_NOFOLLOW.</summary>
    internal static int NoFollow { get; } = s_old ? 0x8000 : 0x20000;

    /// <summary>The <c>statx</c> of an open file or folder.</summary>
    internal static FileStatus? TryStatus(int descriptor)
    {
        StatxBuffer buffer;
        byte nothing = 0;
        return StatxAt(descriptor, &nothing, EmptyPath, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    /// <summary>The <c>statx</c> of a name in an open folder; links are not followed.</summary>
    internal static FileStatus? TryStatus(int folder, string name)
    {
        StatxBuffer buffer;
        return Statx(folder, name, DontFollow, Basic, &buffer) == 0 ? new FileStatus(buffer) : null;
    }

    /// <summary>A link's target; null if it isn't a link.</summary>
    internal static string? TryReadLink(int folder, string name)
    {
        var bytes = stackalloc byte[4096];
        var length = CallReadlinkat(folder, name, bytes, 4096);
        return length < 0 ? null : FileName.Decode(new(bytes, (int)length));
    }

    /// <summary>openat2: every link is followed as if the folder were <c>/</c>. The descriptor,
    /// or minus the error.</summary>
    internal static int TryOpenInRoot(int folder, string path, int flags)
    {
        var how = new OpenHow { Flags = (ulong)(uint)flags, Resolve = InRoot | NoMagicLinks };
        var result = CallOpenat2(OpenInRoot, folder, path, &how, (nuint)sizeof(OpenHow));
        return result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>The descriptor, or minus the error.</summary>
    internal static int TryOpen(int folder, string name, int flags, UnixFileMode mode = UnixFileMode.None)
    {
        var result = CallOpenat(folder, name, flags | CloseOnExec, (uint)mode);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>The same for a name that need not be UTF-8.</summary>
    internal static int TryOpen(int folder, byte* name, int flags)
    {
        var result = CallOpenatBytes(folder, name, flags | CloseOnExec, 0);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    internal static int TryMakeFolder(int folder, string name, UnixFileMode mode) =>
        ErrorOf(CallMkdirat(folder, name, (uint)mode));

    internal static int TryMakeLink(string target, int folder, string name) =>
        ErrorOf(CallSymlinkat(target, folder, name));

    internal static int TryRemove(int folder, byte* name, int flags) => ErrorOf(CallUnlinkatBytes(folder, name, flags));

    internal static int TryRemove(int folder, string name, int flags) => ErrorOf(CallUnlinkat(folder, name, flags));

    internal static int TrySetMode(int descriptor, UnixFileMode mode) => ErrorOf(CallFchmod(descriptor, (uint)mode));

    internal static int TrySetMode(int folder, byte* name, UnixFileMode mode) =>
        ErrorOf(CallFchmodat(folder, name, (uint)mode, 0));

    /// <summary>Sets both times of an open file or folder.</summary>
    internal static int TrySetTime(int descriptor, DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0) (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        var both = stackalloc long[] { seconds, rest * 100, seconds, rest * 100 };
        return ErrorOf(CallFutimens(descriptor, both));
    }

    internal static void Close(int descriptor) => _ = CallClose(descriptor);

    [LibraryImport("libc", EntryPoint = "fdopendir", SetLastError = true)]
    internal static partial nint OpenFolder(int descriptor);

    /// <summary>Sets the process's umask; returns the previous one.</summary>
    [LibraryImport("libc", EntryPoint = "umask")]
    internal static partial uint SetMask(uint mask);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial long CallOpenat2(long number, int folder, string path, OpenHow* how, nuint size);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallOpenat(int folder, string name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int CallOpenatBytes(int folder, byte* name, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallMkdirat(int folder, string name, uint mode);

    [LibraryImport("libc", EntryPoint = "symlinkat", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallSymlinkat(string target, int folder, string name);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallUnlinkat(int folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int CallUnlinkatBytes(int folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial nint CallReadlinkat(int folder, string name, byte* text, nuint size);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int CallFchmod(int descriptor, uint mode);

    [LibraryImport("libc", EntryPoint = "fchmodat", SetLastError = true)]
    private static partial int CallFchmodat(int folder, byte* name, uint mode, int flags);

    [LibraryImport("libc", EntryPoint = "futimens", SetLastError = true)]
    private static partial int CallFutimens(int descriptor, long* times);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CallClose(int descriptor);

    /// <summary><c>struct open_how</c> of linux/openat2.h.</summary>
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
