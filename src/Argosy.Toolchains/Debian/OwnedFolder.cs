using Argosy.Artifacts.Files;

namespace Argosy.Toolchains.Debian;

/// <summary>A working folder that doesn't outlive its process: the next build removes a killed build's.</summary>
/// <remarks>The kernel releases a lock when its process ends, so a folder whose lock can be taken has no owner. The
/// owner disposes it.</remarks>
internal sealed class OwnedFolder : IDisposable
{
    private const string LockSuffix = ".lock";
    private readonly FileStream _lock;

    /// <summary>A new, empty one below <paramref name="parent"/>; removes orphans there first.</summary>
    public OwnedFolder(string parent)
    {
        Directory.CreateDirectory(parent);
        foreach (var orphan in Directory.GetFiles(parent, $"*{LockSuffix}")) TryRemove(orphan);
        Path = System.IO.Path.Combine(parent, Guid.NewGuid().ToString("N"));
        _lock = Open(Path + LockSuffix, FileMode.CreateNew);
        Directory.CreateDirectory(Path);
    }

    /// <summary>Its path.</summary>
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
            // The lock last: it marks what is left for the next build.
            if (Leftovers.TryRemove(lockFile[..^LockSuffix.Length])) Leftovers.TryRemove(lockFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its owner is alive, or another build is removing it.
        }
    }

    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);
}
