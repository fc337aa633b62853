using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Makes the folders of a cache. If the cache is group-writable, everything made in it gets the same mode,
/// regardless of user and umask: so a shared cache stays open to all its users.</summary>
/// <remarks>A file's owner shows who wrote it, so only its owner can write to a file in it.</remarks>
internal static class SharedFolder
{
    private const int GroupWrites = 0x10;
    private const int OthersWrite = 0x02;
    private const uint Root = 0;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode All = (UnixFileMode)0b111_111_111;

    /// <summary>For a file that is only a lock.</summary>
    internal const UnixFileMode LockMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Whether a group shares this cache.</summary>
    internal static bool IsShared(string cache) =>
        Posix.TryStatus(cache) is { IsFolder: true } status && (status.Mode & GroupWrites) != 0;

    /// <summary>Whether every user of the machine may write to this cache.</summary>
    internal static bool IsOpenToAll(string cache) =>
        Posix.TryStatus(cache) is { IsFolder: true } status && (status.Mode & OthersWrite) != 0;

    /// <summary>Whether this user, or root, wrote the file; for root, only root.</summary>
    internal static bool IsOwn(FileStatus file) => file.Owner == Posix.CurrentUser() || file.Owner == Root;

    /// <summary>Makes a folder below the cache's that only this user can enter: files in it aren't read-only yet, and
    /// must not be moved to a place where the owner determines trust.</summary>
    internal static void MakePrivate(string cache, string folder)
    {
        if (Directory.Exists(folder)) return;
        Make(cache, Path.GetDirectoryName(folder)!);
        if (Posix.TryMakeFolder(folder, Private) is not (0 or Posix.Exists) and var error) Posix.Demand(error, folder);
    }

    /// <summary>Makes a folder at or below the cache's, and its parents.</summary>
    internal static void Make(string cache, string folder)
    {
        if (Directory.Exists(folder)) return;
        var around = Path.GetDirectoryName(folder)!;
        if (folder != cache) Make(cache, around);
        else Directory.CreateDirectory(around);
        // The cache's own folder gets its parent's mode only if exactly a group shares that.
        var shared = folder == cache ? IsShared(around) && !IsOpenToAll(around) : IsShared(around);
        if (Posix.TryMakeFolder(folder, All) is not (0 or Posix.Exists) and var error) Posix.Demand(error, folder);
        if (!shared) return;
        // Restores the bits that the umask removed.
        var mode = BlobName.ModeOf(Posix.TryStatus(around)!.Value.Mode);
        _ = Posix.TrySetMode(folder, mode);
    }
}
