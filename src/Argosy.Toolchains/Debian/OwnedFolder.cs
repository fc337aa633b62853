using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian;

/// <summary>A working folder that doesn't outlive its process: a killed build's is removed by the next one.</summary>
/// <remarks>The kernel drops a lock with its process, so that a folder whose lock can be taken has no owner.
/// The owner disposes it.</remarks>
internal sealed class OwnedFolder : IDisposable
{
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;

    /// <summary>A new, empty one below <paramref name="parent"/>, whose orphans are removed first.</summary>
    public OwnedFolder(string parent)
    {
        Directory.CreateDirectory(parent);
        foreach (var orphan in Directory.GetFiles(parent, $"*{LockSuffix}")) TryRemove(orphan);
        Path = System.IO.Path.Combine(parent, Guid.NewGuid().ToString("N"));
        _lock = Open(Path + LockSuffix, FileMode.CreateNew);
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Leftovers.TryRemove(Path);
        Leftovers.TryRemove(_lock.Name);
        _lock.Dispose();
    }

    private static void TryRemove(string lockFile)
    {
        try
        {
            using var taken = Open(lockFile, FileMode.Open);
            // The lock last: what stays is found by it again.
            if (Leftovers.TryRemove(lockFile[..^LockSuffix.Length])) Leftovers.TryRemove(lockFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its owner lives, or another build is removing it.
        }
    }

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);
}
