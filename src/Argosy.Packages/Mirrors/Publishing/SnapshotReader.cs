using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Reads what is known about snapshots.</summary>
internal static class SnapshotReader
{
    /// <summary>The manifest of a snapshot. Error ARG0596 if it isn't the one that the snapshot names.</summary>
    public static async Task<SnapshotManifest> ReadAsync(
        IMirrorTarget target, StoredSnapshot snapshot, CancellationToken cancellation)
    {
        var path = $"{TargetLayout.Snapshot(snapshot.Mirror, snapshot.Id)}/{TargetLayout.Manifest}";
        var place = $"{target.Place}/{path}";
        var text = await target.FindAsync(path, cancellation);
        if (snapshot.Content is not { } content || text is null || Digest.Of(text) != content.Manifest)
            throw new ArgosyException(new Diagnostic("ARG0596", new(place),
                "the snapshot's manifest is missing, or isn't the one that snapshot.json names",
                "Publish again, and remove the snapshot with 'prune'."));
        return SnapshotManifest.Read(text, place);
    }

    /// <summary>The same; null for a damaged one.</summary>
    public static async Task<SnapshotManifest?> TryReadAsync(
        IMirrorTarget target, StoredSnapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(target, snapshot, cancellation);
        }
        catch (ArgosyException e) when (e.Diagnostics[0].Id == "ARG0596")
        {
            return null;
        }
    }

    /// <summary>A mirror of a target. Error ARG0599 if there is none.</summary>
    public static async Task<StoredMirror> FindAsync(
        IMirrorTarget target, string mirror, CancellationToken cancellation)
    {
        var mirrors = await target.ListAsync(cancellation);
        return mirrors.FirstOrDefault(m => m.Name == mirror)
            ?? throw TargetFault.Missing(target.Place, $"there is no mirror '{mirror}'",
                mirrors.Count == 0 ? "Publish it first." : Suggestion.For(mirror, mirrors.Select(m => m.Name)));
    }

    /// <summary>A snapshot by its id or its number. Error ARG0599 if there is none.</summary>
    public static StoredSnapshot Find(IMirrorTarget target, StoredMirror mirror, string id) =>
        mirror.Snapshots.FirstOrDefault(s =>
            s.Id == id || (int.TryParse(id, out var number) && s.Number == number))
        ?? throw TargetFault.Missing($"{target.Place}/{mirror.Name}", $"there is no snapshot '{id}'",
            $"Choose from: {string.Join(", ", mirror.Snapshots.Select(s => s.Id))}.");
}
