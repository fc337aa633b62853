using Argosy.Artifacts;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Removes what no kept snapshot needs from a target.</summary>
/// <param name="target">The target; its lock is held.</param>
internal sealed class MirrorPruner(IMirrorTarget target)
{
    /// <summary>Finds what the retention rule lets go.</summary>
    /// <param name="retention">The rule.</param>
    /// <param name="only">Mirrors whose snapshots may go; null for all.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public async Task<Removal> FindAsync(
        SnapshotRetention retention, IReadOnlySet<string>? only, CancellationToken cancellation)
    {
        var mirrors = await target.ListAsync(cancellation);
        var expired = mirrors.Where(m => only?.Contains(m.Name) != false)
            .SelectMany(retention.Expired).ToHashSet();
        var live = new HashSet<Digest>();
        var released = expired.ToDictionary(s => s, _ => (IReadOnlyList<SnapshotFile>)[]);
        var retained = new List<(string, Digest?)>();
        var isComplete = true;
        foreach (var mirror in mirrors)
        {
            var kept = new Dictionary<string, Digest>(StringComparer.Ordinal);
            var isWhole = true;
            foreach (var snapshot in mirror.Snapshots.Where(s => !expired.Contains(s)))
            {
                var manifest = await SnapshotReader.TryReadAsync(target, snapshot, cancellation);
                isWhole &= manifest is not null;
                foreach (var file in manifest?.Files ?? [])
                {
                    live.Add(file.Digest);
                    kept[file.Path] = file.Digest;
                }
            }

            // What a damaged snapshot needs isn't known: then more is kept than needed.
            isComplete &= isWhole;
            if (!isWhole) continue;
            foreach (var snapshot in mirror.Snapshots.Where(expired.Contains))
            {
                released[snapshot] = await ReleasedAsync(snapshot, kept, cancellation);
                retained.AddRange(released[snapshot].Select(f => (
                    $"{mirror.Name}/{f.Path}", kept.TryGetValue(f.Path, out var d) ? d : (Digest?)null)));
            }
        }

        var content = isComplete ? await target.ListContentAsync(cancellation) : [];
        return new([.. expired.Select(s => ($"{s.Mirror}/{s.Id}", released[s]))],
            [.. retained.DistinctBy(r => r.Item1).OrderBy(r => r.Item1, StringComparer.Ordinal)],
            [.. content.Where(d => !live.Contains(d))]);
    }

    private async Task<IReadOnlyList<SnapshotFile>> ReleasedAsync(
        StoredSnapshot expired, Dictionary<string, Digest> kept, CancellationToken cancellation)
    {
        // A damaged manifest is no reason to keep a snapshot.
        if (await SnapshotReader.TryReadAsync(target, expired, cancellation) is not { } manifest) return [];
        return
        [
            .. manifest.Files.Where(f => MirrorPath.IsContent(f.Path)
                && (!kept.TryGetValue(f.Path, out var other) || other != f.Digest)),
        ];
    }
}
