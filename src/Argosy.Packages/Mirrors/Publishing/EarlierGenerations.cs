using System.Runtime.CompilerServices;
using System.Text;
using Argosy.Artifacts;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>Adds to a new snapshot of an apt archive what readers with an older <c>InRelease</c> still ask for. The
/// content is in the target's store already.</summary>
/// <param name="target">The target.</param>
/// <param name="mirror">The mirror's name.</param>
internal sealed class EarlierGenerations(IMirrorTarget target, string mirror)
{
    private readonly Dictionary<(string, Digest), SnapshotFile> _known = [];

    /// <summary>The manifest with those files; the same for any other kind of mirror.</summary>
    public async Task<SnapshotManifest> AddToAsync(
        SnapshotManifest manifest, StoredMirror? stored, CancellationToken cancellation)
    {
        if (stored is null || !manifest.Files.Any(f => f.Path.StartsWith("dists/", StringComparison.Ordinal)))
            return manifest;
        var kept = await ArchiveGenerations.FindAsync(
            new(Digests(manifest), (_, _) => Task.FromResult("")), EarlierAsync(stored, cancellation), cancellation);
        return kept.Count == 0
            ? manifest
            : SnapshotManifest.Of(manifest.Files.Concat(kept.Select(f => _known[(f.Key, f.Value)])));
    }

    // The one that is served first: after a rollback it isn't the newest.
    private async IAsyncEnumerable<PublishedArchive> EarlierAsync(
        StoredMirror stored, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var snapshot in stored.Snapshots
            .OrderByDescending(s => s.Id == stored.Current).ThenByDescending(s => s.Number))
        {
            if (await FindManifestAsync(snapshot, cancellation) is not { } manifest) continue;
            foreach (var file in manifest.Files) _known.TryAdd((file.Path, file.Digest), file);
            yield return new(Digests(manifest), (path, token) => ReadAsync(snapshot, path, token));
        }
    }

    private async Task<string> ReadAsync(StoredSnapshot snapshot, string path, CancellationToken cancellation) =>
        await target.FindAsync($"{TargetLayout.Snapshot(mirror, snapshot.Id)}/{TargetLayout.Tree}/{path}", cancellation)
            is { } content
                ? Encoding.UTF8.GetString(content)
                : "";

    // A damaged old snapshot must not hold up a new one; 'argosy mirrors verify' names it.
    private async Task<SnapshotManifest?> FindManifestAsync(StoredSnapshot snapshot, CancellationToken cancellation)
    {
        try
        {
            return await SnapshotReader.ReadAsync(target, snapshot, cancellation);
        }
        catch (ArgosyException e) when (e.Diagnostics[0].Id == "ARG0596")
        {
            return null;
        }
    }

    private static Dictionary<string, Digest> Digests(SnapshotManifest manifest) =>
        manifest.Files.ToDictionary(f => f.Path, f => f.Digest, StringComparer.Ordinal);
}
