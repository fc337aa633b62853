using Argosy.Artifacts;
using Argosy.Packages.Mirrors.Publishing;

namespace Argosy.Packages.Tests.Publishing;

/// <summary>A target at which something happens just before a tree is read, as another process would do it. Who holds
/// the lock isn't disturbed.</summary>
internal sealed class DisturbedTarget(IMirrorTarget target, Func<string, Task> disturb) : IMirrorTarget
{
    private bool _isLocked;

    public string Place => target.Place;

    public ValueTask DisposeAsync() => target.DisposeAsync();

    public async Task<IAsyncDisposable> LockAsync(TimeSpan patience, CancellationToken cancellation)
    {
        var held = await target.LockAsync(patience, cancellation);
        _isLocked = true;
        return held;
    }

    public async Task<IReadOnlyDictionary<string, FoundFile>> ReadTreeAsync(
        string folder, IReadOnlyCollection<string> hashed, CancellationToken cancellation)
    {
        if (!_isLocked) await disturb(folder);
        return await target.ReadTreeAsync(folder, hashed, cancellation);
    }

    public Task<IReadOnlyList<StoredMirror>> ListAsync(CancellationToken cancellation) =>
        target.ListAsync(cancellation);

    public Task<byte[]?> FindAsync(string path, CancellationToken cancellation) =>
        target.FindAsync(path, cancellation);

    public Task<IReadOnlySet<Digest>> FindMissingAsync(
        IReadOnlyCollection<Digest> digests, CancellationToken cancellation) =>
        target.FindMissingAsync(digests, cancellation);

    public Task<IReadOnlyCollection<Digest>> ListContentAsync(CancellationToken cancellation) =>
        target.ListContentAsync(cancellation);

    public Task AddContentAsync(IReadOnlyDictionary<Digest, string> files, CancellationToken cancellation) =>
        target.AddContentAsync(files, cancellation);

    public Task CreateAsync(
        Snapshot snapshot, SnapshotManifest manifest, byte[]? signature, CancellationToken cancellation) =>
        target.CreateAsync(snapshot, manifest, signature, cancellation);

    public Task SwitchAsync(string mirror, string id, CancellationToken cancellation) =>
        target.SwitchAsync(mirror, id, cancellation);

    public Task RemoveAsync(Removal removal, CancellationToken cancellation) =>
        target.RemoveAsync(removal, cancellation);
}
