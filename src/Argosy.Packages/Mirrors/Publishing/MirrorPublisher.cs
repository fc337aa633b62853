using Argosy.Artifacts;
using Argosy.Artifacts.Files;
using Argosy.Artifacts.Trust;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Mirrors.Publishing;

/// <summary>How mirrors are published.</summary>
public sealed record PublishOptions
{
    /// <summary>Signs each snapshot; null for no signature.</summary>
    public SigningKey? Key { get; init; }

    /// <summary>Which snapshots are kept.</summary>
    public SnapshotRetention Keep { get; init; } = new();

    /// <summary>A package may get other bytes under the name that it was published with.</summary>
    public bool Replace { get; init; }

    /// <summary>Only says what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>How long to wait for another publisher.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of snapshots' dates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>What a publication did, or would do.</summary>
/// <param name="Mirror">The mirror.</param>
/// <param name="Snapshot">The id of the snapshot that is served now; null in a dry run that would make one.</param>
/// <param name="IsChanged">Whether there is a new snapshot.</param>
/// <param name="Added">Files that were not there before, or have other content.</param>
/// <param name="Removed">Files that are no longer there.</param>
/// <param name="Sent">Contents that the target didn't have.</param>
/// <param name="SentBytes">Their bytes.</param>
/// <param name="Replaced">Packages with other content under the same name.</param>
/// <param name="Pruned">Snapshots that were removed.</param>
public sealed record PublishReport(
    string Mirror, string? Snapshot, bool IsChanged, IReadOnlyList<string> Added, IReadOnlyList<string> Removed,
    int Sent, long SentBytes, IReadOnlyList<string> Replaced, IReadOnlyList<string> Pruned);

/// <summary>Publishes static trees as snapshots: readers see the old one whole until the new one is complete.</summary>
/// <param name="target">Where to.</param>
/// <param name="options">How.</param>
/// <param name="state">A folder of the build's own for digests of files that haven't changed.</param>
public sealed class MirrorPublisher(IMirrorTarget target, PublishOptions options, string state)
{
    /// <summary>Publishes one mirror. Errors ARG0591 to ARG0596.</summary>
    /// <param name="mirror">Its name, such as <c>wheel/debian-12-aarch64</c>.</param>
    /// <param name="folder">Its tree.</param>
    /// <param name="cancellation">Ends it; readers keep the old snapshot.</param>
    public async Task<PublishReport> PublishAsync(string mirror, string folder, CancellationToken cancellation)
    {
        MirrorPath.CheckMirror(mirror);
        var table = FileDigests.Load(Path.Combine(state, $"{mirror.Replace('/', '+')}.digests"));
        var manifest = TreeReader.Read(folder, table);
        table.Save();
        if (options.DryRun) return await CompareAsync(mirror, manifest, cancellation);
        await using var held = await target.LockAsync(options.Patience, cancellation);
        var (stored, current) = await FindCurrentAsync(mirror, cancellation);
        manifest = await new EarlierGenerations(target, mirror).AddToAsync(manifest, stored, cancellation);
        if (IsUpToDate(current, manifest))
            return new(mirror, current!.Id, false, [], [], 0, 0, [], []);
        var difference = await DifferenceAsync(current, manifest, cancellation);
        var replaced = Refuse(mirror, difference);
        var missing = await SendAsync(manifest, folder, cancellation);
        var snapshot = new Snapshot(
            mirror, (stored?.Snapshots.Max(s => s.Number) ?? 0) + 1, options.Clock.GetUtcNow(),
            manifest.Files.Count, manifest.Bytes, manifest.Digest);
        await target.CreateAsync(snapshot, manifest, options.Key?.SignDer(snapshot.Write()), cancellation);
        await target.SwitchAsync(mirror, snapshot.Id, cancellation);
        var pruned = await PruneAsync(mirror, cancellation);
        return new(mirror, snapshot.Id, true, difference.Added, difference.Removed, missing.Count,
            BytesOf(manifest, missing), replaced, pruned);
    }

    private async Task<PublishReport> CompareAsync(
        string mirror, SnapshotManifest manifest, CancellationToken cancellation)
    {
        var (stored, current) = await FindCurrentAsync(mirror, cancellation);
        manifest = await new EarlierGenerations(target, mirror).AddToAsync(manifest, stored, cancellation);
        if (IsUpToDate(current, manifest)) return new(mirror, current!.Id, false, [], [], 0, 0, [], []);
        var difference = await DifferenceAsync(current, manifest, cancellation);
        var missing = await target.FindMissingAsync(Digests(manifest), cancellation);
        return new(mirror, null, true, difference.Added, difference.Removed, missing.Count,
            BytesOf(manifest, missing), Refuse(mirror, difference), []);
    }

    private async Task<(StoredMirror?, StoredSnapshot?)> FindCurrentAsync(
        string mirror, CancellationToken cancellation)
    {
        var stored = (await target.ListAsync(cancellation)).FirstOrDefault(m => m.Name == mirror);
        return (stored, stored?.Snapshots.FirstOrDefault(s => s.Id == stored.Current));
    }

    // The same files, and signed by the same key if there is one.
    private bool IsUpToDate(StoredSnapshot? current, SnapshotManifest manifest) =>
        current?.Content?.Manifest == manifest.Digest
        && (options.Key is not { } key
            || (current.Signature is { } signature && SnapshotSignature.IsBy(key.Public, current.Text, signature)));

    private async Task<FileDifference> DifferenceAsync(
        StoredSnapshot? current, SnapshotManifest manifest, CancellationToken cancellation) => FileDifference.Of(
        current is null ? [] : (await SnapshotReader.TryReadAsync(target, current, cancellation))?.Files ?? [],
        manifest.Files);

    // Caches keep a package by its name, and indexes that readers have name its old digest.
    private IReadOnlyList<string> Refuse(string mirror, FileDifference difference)
    {
        string[] replaced = [.. difference.Changed.Where(MirrorPath.IsContent)];
        return replaced.Length == 0 || options.Replace
            ? replaced
            : throw new ArgosyException(new Diagnostic("ARG0594", new(mirror),
                $"{replaced.Length} packages were published with other bytes under the same name, first {replaced[0]}",
                "Raise their versions, or name the mirror under 'replace' in mirrors/mirrors.yaml."));
    }

    private async Task<IReadOnlySet<Digest>> SendAsync(
        SnapshotManifest manifest, string folder, CancellationToken cancellation)
    {
        var missing = await target.FindMissingAsync(Digests(manifest), cancellation);
        await target.AddContentAsync(
            manifest.Files.Where(f => missing.Contains(f.Digest)).DistinctBy(f => f.Digest)
                .ToDictionary(f => f.Digest, f => Path.Combine(folder, f.Path)), cancellation);
        return missing;
    }

    private async Task<IReadOnlyList<string>> PruneAsync(string mirror, CancellationToken cancellation)
    {
        var mirrors = await target.ListAsync(cancellation);
        if (options.Keep.Expired(mirrors.First(m => m.Name == mirror)).Count == 0) return [];
        var removal = await new MirrorPruner(target).FindAsync(
            options.Keep, new HashSet<string> { mirror }, cancellation);
        await target.RemoveAsync(removal, cancellation);
        return [.. removal.Snapshots.Select(s => s.Path)];
    }

    private static Digest[] Digests(SnapshotManifest manifest) =>
        [.. manifest.Files.Select(f => f.Digest).Distinct()];

    private static long BytesOf(SnapshotManifest manifest, IReadOnlySet<Digest> digests) =>
        manifest.Files.DistinctBy(f => f.Digest).Where(f => digests.Contains(f.Digest)).Sum(f => f.Size);
}
