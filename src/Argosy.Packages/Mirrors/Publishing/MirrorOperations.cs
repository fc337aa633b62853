namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>What an operator does with the snapshots of a target.</summary>
/// <param name="target">The target, which it disposes.</param>
/// <param name="patience">How long to wait for a publisher.</param>
public sealed class MirrorOperations(IMirrorTarget target, TimeSpan patience) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => target.DisposeAsync();

    /// <summary>The mirrors with their snapshots.</summary>
    public Task<IReadOnlyList<StoredMirror>> ListAsync(CancellationToken cancellation) =>
        target.ListAsync(cancellation);

    /// <summary>One mirror. Error ARG0599 if there is none.</summary>
    public Task<StoredMirror> FindAsync(string mirror, CancellationToken cancellation) =>
        SnapshotReader.FindAsync(target, mirror, cancellation);

    /// <summary>Compares two snapshots of a mirror. Errors ARG0596 and ARG0599.</summary>
    /// <param name="mirror">The mirror.</param>
    /// <param name="from">An id or number; null for the one before <paramref name="to"/>.</param>
    /// <param name="to">An id or number; null for the one that is served.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<SnapshotDifference> CompareAsync(
        string mirror, string? from, string? to, CancellationToken cancellation)
    {
        var stored = await SnapshotReader.FindAsync(target, mirror, cancellation);
        var after = to is null ? Served(stored) : SnapshotReader.Find(target, stored, to);
        var before = from is null ? Before(stored, after) : SnapshotReader.Find(target, stored, from);
        return SnapshotDifference.Of(
            mirror, before.Id, await SnapshotReader.ReadAsync(target, before, cancellation), after.Id,
            await SnapshotReader.ReadAsync(target, after, cancellation));
    }

    /// <summary>Lets readers see an earlier snapshot again, by one rename. Errors ARG0593, ARG0596, ARG0599.</summary>
    /// <param name="mirror">The mirror.</param>
    /// <param name="to">An id or number; null for the one before the served one.</param>
    /// <param name="cancellation">Ends it before the rename.</param>
    /// <returns>The ids of the snapshot that was served and of the one that is now.</returns>
    public async Task<(string? From, string To)> RollBackAsync(
        string mirror, string? to, CancellationToken cancellation)
    {
        await using var held = await target.LockAsync(patience, cancellation);
        var stored = await SnapshotReader.FindAsync(target, mirror, cancellation);
        var chosen = to is null ? Before(stored, Served(stored)) : SnapshotReader.Find(target, stored, to);
        // Not one without a manifest.
        await SnapshotReader.ReadAsync(target, chosen, cancellation);
        await target.SwitchAsync(mirror, chosen.Id, cancellation);
        return (stored.Current, chosen.Id);
    }

    /// <summary>Removes expired snapshots and what only they need. Errors ARG0593 and ARG0596.</summary>
    /// <param name="retention">Which are kept.</param>
    /// <param name="mirrors">The mirrors; null for all.</param>
    /// <param name="dryRun">Only says what would be removed.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    public async Task<Removal> PruneAsync(
        SnapshotRetention retention, IReadOnlySet<string>? mirrors, bool dryRun, CancellationToken cancellation)
    {
        foreach (var mirror in mirrors ?? new HashSet<string>())
            await SnapshotReader.FindAsync(target, mirror, cancellation);
        await using var held = await target.LockAsync(patience, cancellation);
        var removal = await new MirrorPruner(target).FindAsync(retention, mirrors, cancellation);
        if (!dryRun && !removal.IsEmpty) await target.RemoveAsync(removal, cancellation);
        return removal;
    }

    private StoredSnapshot Served(StoredMirror mirror) =>
        mirror.Snapshots.FirstOrDefault(s => s.Id == mirror.Current)
        ?? throw TargetFault.Missing($"{target.Place}/{mirror.Name}", "no snapshot is served", "Publish one.");

    private StoredSnapshot Before(StoredMirror mirror, StoredSnapshot snapshot) =>
        mirror.Snapshots.LastOrDefault(s => s.Number < snapshot.Number)
        ?? throw TargetFault.Missing(
            $"{target.Place}/{mirror.Name}", $"there is no snapshot before {snapshot.Id}", "Name another one.");
}
