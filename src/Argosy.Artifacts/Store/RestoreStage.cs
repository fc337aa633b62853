using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>A folder <c>.argosy/restore-…</c> in which outputs are assembled before they are moved into place, and
/// which receives the old ones.</summary>
/// <remarks>The owner disposes it. A lock file tells a live stage from that of a killed process, which the next stage
/// of the same project removes.</remarks>
internal sealed class RestoreStage : IDisposable
{
    private const string Prefix = "restore-";
    private const string LockSuffix = ".lock";
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

    /// <summary>The folder for the new outputs, named by numbers.</summary>
    internal string New => $"{Path}/new";

    /// <summary>The folder for the old ones.</summary>
    internal string Old => $"{Path}/old";

    public void Dispose()
    {
        Leftovers.TryRemove(Path);
        _lock.Dispose();
    }

    // The kernel releases a lock when its process ends. A lock is taken before its folder is made.
    private static FileStream Lock(string path) =>
        new(path + LockSuffix, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
            FileOptions.DeleteOnClose);

    private static void RemoveDead(string state)
    {
        foreach (var stage in Directory.GetDirectories(state, $"{Prefix}*"))
        {
            try
            {
                using var held = Lock(stage);
                Leftovers.TryRemove(stage);
            }
            catch (IOException)
            {
                // It belongs to another running restore.
            }
        }
    }
}
