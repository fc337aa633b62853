namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Which snapshots of a mirror are kept: the newest, and those that are young beside the newest. Their own
/// dates count, so that a mirror that nobody publishes for a year loses nothing.</summary>
/// <param name="Snapshots">At least this many; 2 or more, for a reader has the last one's index when the next is
/// served.</param>
/// <param name="Days">Also those that are at most this many days older than the newest one; null for none.</param>
public sealed record SnapshotRetention(int Snapshots = 7, int? Days = null)
{
    /// <summary>The smallest number that may be kept.</summary>
    public const int Fewest = 2;

    /// <summary>The snapshots to remove, the oldest first: never the one that is served.</summary>
    public IReadOnlyList<StoredSnapshot> Expired(StoredMirror mirror)
    {
        ArgumentNullException.ThrowIfNull(mirror);
        var newest = mirror.Snapshots.Select(s => s.Content?.Date).Max();
        var kept = mirror.Snapshots.TakeLast(Math.Max(Snapshots, Fewest)).ToHashSet();
        return
        [
            .. mirror.Snapshots.Where(s => !kept.Contains(s) && s.Id != mirror.Current
                && !(Days is { } days && s.Content is { } content && newest - content.Date <= TimeSpan.FromDays(days)))
        ];
    }
}
