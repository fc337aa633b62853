using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store.Collection;

/// <summary>Held while a cache is collected: two at once would both count what each removes.</summary>
internal sealed class CollectionLock : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Takes it. Error ARG0218 where another process has it.</summary>
    internal CollectionLock(string folder)
    {
        var holder = Path.Combine(folder, "collection.holder");
        try
        {
            var path = Path.Combine(folder, "collection.lock");
            _lock = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            // Nothing is in it: whoever shares the cache may lock it.
            if (SharedFolder.IsShared(folder) && SharedFolder.IsOwn(Posix.TryStatus(path)!.Value)) _ = Posix.TrySetMode(path, SharedFolder.LockMode);
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
