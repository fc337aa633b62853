namespace Argosy.Artifacts.Store.Collection;

/// <summary>Keeps a cache below a size. Builds may run meanwhile: a removed entry only costs them a miss.</summary>
/// <param name="folder">The cache's folder, see <see cref="CacheFolder"/>.</param>
public sealed class CacheCollector(string folder)
{
    /// <summary>How long a stored, restored or found entry is kept in any case.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    // For files that a process is still writing, regardless of the grace time: removing those would be an error for a
    // build.
    internal TimeSpan LeftoverAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The contents. Error ARG0219 if the folder can't be read.</summary>
    public CacheSummary Summarize(CancellationToken cancellation = default) => Guarded(() =>
    {
        var inventory = CacheInventory.Scan(folder, cancellation);
        var (actions, blobs, leftovers) = inventory;
        return new CacheSummary(
            folder, actions.Count, actions.Sum(a => a.Bytes), blobs.Count, blobs.Sum(b => b.Bytes),
            leftovers.Count, leftovers.Sum(l => l.Bytes),
            actions.Count > 0 ? Time(actions.Min(a => a.Used)) : null,
            actions.Count > 0 ? Time(actions.Max(a => a.Used)) : null);
    });

    /// <summary>What <see cref="Collect"/> would remove now; nothing is changed. Error ARG0219.</summary>
    /// <param name="max">Bytes on the disk that may stay.</param>
    /// <param name="cancellation">Ends it early.</param>
    public CollectionReport Preview(long max, CancellationToken cancellation = default) => Guarded(() =>
    {
        var inventory = CacheInventory.Scan(folder, cancellation);
        var plan = Plan(inventory, max);
        var freed = plan.Actions.Sum(a => a.Bytes) + plan.Blobs.Sum(b => b.Bytes) + plan.Leftovers.Sum(l => l.Bytes);
        return new CollectionReport(
            folder, inventory.Bytes, inventory.Bytes - freed,
            plan.Actions.Count, plan.Blobs.Count, plan.Leftovers.Count,
            [.. plan.Actions.Zip(plan.Freed, Removed)]);
    });

    /// <summary>Removes the longest unused entries until the size is reached, except entries in use.</summary>
    /// <param name="max">Bytes on the disk that may stay.</param>
    /// <param name="cancellation">Ends it early; what remains is sound.</param>
    /// <exception cref="Argosy.Platforms.Diagnostics.ArgosyException">ARG0218: another process is collecting. ARG0219:
    /// the folder can't be read or written.</exception>
    public CollectionReport Collect(long max, CancellationToken cancellation = default) => Guarded(() =>
    {
        if (!Directory.Exists(folder)) return new CollectionReport(folder, 0, 0, 0, 0, 0, []);
        using var held = new CollectionLock(folder);
        var inventory = CacheInventory.Scan(folder, cancellation);
        var removal = new CacheRemoval(folder, inventory, cancellation);
        removal.Remove(Plan(inventory, max));
        return removal.Report;
    });

    internal static RemovedResult Removed(KeptAction action, long freed) => new(action.Task, Time(action.Used), freed);

    private CollectionPlan Plan(CacheInventory inventory, long max) =>
        CollectionPlan.Make(inventory, max, Before(Grace), Before(LeftoverAge));

    private static long Before(TimeSpan age) =>
        (DateTime.UtcNow - age - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    private static DateTime Time(long nanoseconds) =>
        DateTime.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (StoreFault.IsOfFiles(e))
        {
            throw StoreFault.Uncollected(folder, e);
        }
    }
}
