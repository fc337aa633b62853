using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store.Collection;

/// <summary>Carries out a plan. Builds may have run since then, so everything is checked again.</summary>
internal sealed class CacheRemoval(string folder, CacheInventory inventory, CancellationToken cancellation)
{
    private long _freed;
    private int _actions;
    private int _blobs;
    private int _leftovers;
    private readonly List<RemovedResult> _results = [];

    /// <summary>What was removed so far.</summary>
    internal CollectionReport Report =>
        new(folder, inventory.Bytes, inventory.Bytes - _freed, _actions, _blobs, _leftovers, _results);

    /// <summary>Removes results before their blobs, so that no result lacks a blob.</summary>
    internal void Remove(CollectionPlan plan)
    {
        foreach (var file in plan.Leftovers)
            _leftovers += Remove(file.Path, file.Bytes, status => status.Changed == file.Changed);
        foreach (var (action, freed) in plan.Actions.Zip(plan.Freed))
        {
            if (Remove(action.Path, action.Bytes, status => status.Modified == action.Used) == 0) continue;
            _actions++;
            _results.Add(CacheCollector.Removed(action, freed));
        }

        var wanted = WantedMeanwhile();
        foreach (var blob in plan.Blobs)
        {
            if (BlobName.TryParse(Path.GetFileName(blob.Path)) is { } name && wanted.Contains(name)) continue;
            _blobs += Remove(blob.Path, blob.Bytes, status => status.Changed == blob.Changed);
        }
    }

    // The blobs of results that were written or used since the inventory.
    private HashSet<BlobName> WantedMeanwhile()
    {
        var known = inventory.Actions.ToDictionary(a => a.Path, a => a.Used, StringComparer.Ordinal);
        var wanted = new HashSet<BlobName>();
        foreach (var (path, _, status)
            in CacheInventory.FilesBelow($"{folder}/{ActionCache.ActionFolder}", cancellation))
        {
            if (known.TryGetValue(path, out var used) && used == status.Modified) continue;
            wanted.UnionWith(CacheInventory.BlobsOf(path));
        }

        return wanted;
    }

    private int Remove(string path, long bytes, Func<FileStatus, bool> isUnused)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Posix.TryStatus(path, follow: false) is not { } status || !isUnused(status)) return 0;
        try
        {
            File.Delete(path);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's, in a folder where only the owner may remove it.
            return 0;
        }

        _freed += bytes;
        return 1;
    }
}
