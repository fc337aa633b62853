using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Makes the folders of a cache. Where its group may write to the cache, what is made in it has the same mode,
/// whoever makes it and whatever the umask: so a cache that several users share stays open to all of them.</summary>
/// <remarks>Whose a file is tells who wrote it, so that files in it belong to one user and can be written by nobody else.</remarks>
internal static class SharedFolder
{
    private const int GroupWrites = 0x10;
    private const int OthersWrite = 0x02;
    private const uint Root = 0;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode All = (UnixFileMode)0b111_111_111;

    /// <summary>Of a file that only serves as a lock.</summary>
    internal const UnixFileMode LockMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <summary>Whether a group shares this cache.</summary>
    internal static bool IsShared(string cache) => Posix.TryStatus(cache) is { IsFolder: true } status && (status.Mode & GroupWrites) != 0;

    /// <summary>Whether every user of the machine may write to this cache.</summary>
    internal static bool IsOpenToAll(string cache) => Posix.TryStatus(cache) is { IsFolder: true } status && (status.Mode & OthersWrite) != 0;

    /// <summary>Whether this user, or root, wrote the file; for root, only root.</summary>
    internal static bool IsOwn(FileStatus file) => file.Owner == Posix.CurrentUser() || file.Owner == Root;

    /// <summary>Makes a folder below the cache's that nobody but this user enters: a file in it isn't closed to writing yet, and
    /// none may be moved from there to a place where its owner is what counts.</summary>
    internal static void MakePrivate(string cache, string folder)
    {
        if (Directory.Exists(folder)) return;
        Make(cache, Path.GetDirectoryName(folder)!);
        if (Posix.TryMakeFolder(folder, Private) is not (0 or Posix.Exists) and var error) Posix.Demand(error, folder);
    }

    /// <summary>Makes a folder at or below the cache's, and those around it.</summary>
    internal static void Make(string cache, string folder)
    {
        if (Directory.Exists(folder)) return;
        var around = Path.GetDirectoryName(folder)!;
        if (folder != cache) Make(cache, around);
        else Directory.CreateDirectory(around);
        // The cache's own folder takes the mode of the folder around it only where a group, and no other, shares that.
        var shared = folder == cache ? IsShared(around) && !IsOpenToAll(around) : IsShared(around);
        if (Posix.TryMakeFolder(folder, All) is not (0 or Posix.Exists) and var error) Posix.Demand(error, folder);
        if (!shared) return;
        // The umask took its part: what made the folder gives it back.
        var mode = BlobName.ModeOf(Posix.TryStatus(around)!.Value.Mode);
        _ = Posix.TrySetMode(folder, mode);
    }
}
