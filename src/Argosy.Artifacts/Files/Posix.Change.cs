using System.Runtime.InteropServices;

namespace Argosy.Artifacts.Files;

/// <summary>The calls that change names and modes; each returns 0 or the error number.</summary>
internal static partial class Posix
{
    internal const int NotPermitted = 1; // EPERM
    internal const int NoSuchEntry = 2; // ENOENT
    internal const int Exists = 17; // EEXIST
    internal const int OtherFileSystem = 18; // EXDEV
    internal const int TooManyLinks = 31; // EMLINK
    private const uint Exchange = 2; // RENAME_EXCHANGE

    /// <summary>Gives a file another name; an existing one is not replaced.</summary>
    internal static int TryLink(string path, string name) => ErrorOf(CallLink(path, name));

    /// <summary>Moves a name within a file system; a file of the new name is replaced.</summary>
    internal static int TryRename(string from, string to) => ErrorOf(CallRename(from, to));

    /// <summary>Atomically exchanges two existing names. An error if the file system can't.</summary>
    internal static int TryExchange(string one, string other) =>
        ErrorOf(CallRenameAt(CurrentFolder, one, CurrentFolder, other, Exchange));

    internal static int TrySetMode(string path, UnixFileMode mode) => ErrorOf(CallChmod(path, (uint)mode));

    /// <summary>Removes a name that isn't a folder's; a link itself, not its target.</summary>
    internal static int TryUnlink(string path) => ErrorOf(CallUnlink(path));

    /// <summary>Removes an empty folder.</summary>
    internal static int TryRemoveFolder(string path) => ErrorOf(CallRmdir(path));

    internal static int TryMakeFolder(string path, UnixFileMode mode) => ErrorOf(CallMkdir(path, (uint)mode));

    internal static int TryMakeLink(string target, string path) => ErrorOf(CallSymlink(target, path));

    /// <summary>Throws the exception for an error number.</summary>
    internal static void Demand(int error, string path)
    {
        if (error != 0) throw new IOException($"{Marshal.GetPInvokeErrorMessage(error)}: {path}", error);
    }

    /// <summary>The effective user id of this process.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint CurrentUser();

    /// <summary>Writes the file system of an open file to its device.</summary>
    [LibraryImport("libc", EntryPoint = "syncfs")]
    internal static partial int FlushFileSystem(int file);

    private static int ErrorOf(int result) => result == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallLink(string path, string name);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallRename(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallRenameAt(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallChmod(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallUnlink(string path);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallRmdir(string path);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallMkdir(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "symlink", SetLastError = true,
        StringMarshalling = StringMarshalling.Custom, StringMarshallingCustomType = typeof(NameMarshaller))]
    private static partial int CallSymlink(string target, string path);
}
