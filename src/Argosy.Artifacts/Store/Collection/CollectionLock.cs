using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store.Collection;

/// <summary>Held while a cache is collected: two collections would count each other's removals.</summary>
internal sealed class CollectionLock : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Takes the lock. Error ARG0218 if another process has it.</summary>
    internal CollectionLock(string folder)
    {
        var holder = Path.Combine(folder, "collection.holder");
        try
        {
            var path = Path.Combine(folder, "collection.lock");
            _lock = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            // The file is empty: every user who shares the cache may lock it.
            if (SharedFolder.IsShared(folder) && SharedFolder.IsOwn(Posix.TryStatus(path)!.Value))
                _ = Posix.TrySetMode(path, SharedFolder.LockMode);
        }
        catch (IOException) when (File.Exists(holder))
        {
            throw StoreFault.Busy(folder, $"by process {File.ReadAllText(holder)}");
        }

        AtomicFile.Write(holder, $"{Environment.ProcessId}");
    }

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();
}
