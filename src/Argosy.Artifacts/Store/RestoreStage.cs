using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>A folder <c>.argosy/restore-…</c> in which outputs are put together before they take their places, and to
/// which the old ones go.</summary>
/// <remarks>The owner disposes it. A lock beside it tells a living one from that of a killed process, which the next
/// stage of the same project removes.</remarks>
internal sealed class RestoreStage : IDisposable
{
    private const string Prefix = "restore-";
    private const string LockSuffix = ".lock";
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream _lock;

    /// <summary>Makes an empty one.</summary>
    internal RestoreStage(string root)
    {
        var state = System.IO.Path.Combine(root, ".argosy");
        Directory.CreateDirectory(state);
        RemoveDead(state);
        Path = $"{state}/{Prefix}{Guid.NewGuid():N}";
        _lock = Lock(Path);
        try
        {
            Directory.CreateDirectory(New);
            Directory.CreateDirectory(Old);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal string Path { get; }

    /// <summary>Where the new outputs are made, under numbers.</summary>
    internal string New => $"{Path}/new";

    /// <summary>Where the old ones go.</summary>
    internal string Old => $"{Path}/old";

    public void Dispose()
    {
        TryRemove(Path);
        _lock.Dispose();
    }

    // The kernel drops a lock with its process. A lock is taken before its folder is made.
    private static FileStream Lock(string path) =>
        new(path + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    private static void RemoveDead(string state)
    {
        foreach (var stage in Directory.GetDirectories(state, $"{Prefix}*"))
        {
            try
            {
                using var held = Lock(stage);
                TryRemove(stage);
            }
            catch (IOException)
            {
                // Another restore's, which lives.
            }
        }
    }

    // What can't be removed harms nobody, and the next one tries again.
    private static void TryRemove(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Remove(folder);
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // A kept folder may have lost its owner's rights.
            Open(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Open(string folder)
    {
        if (Posix.TryStatus(folder, follow: false) is not { IsFolder: true }) return;
        _ = Posix.TrySetMode(folder, Own);
        foreach (var (name, status) in FolderWalk.Read(folder))
        {
            if (status.IsFolder) Open($"{folder}/{name}");
        }
    }
}
