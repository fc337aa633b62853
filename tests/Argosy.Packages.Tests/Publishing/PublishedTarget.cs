using Argosy.Artifacts;
using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Publishing;

/// <summary>A target with the sample mirror's editions, and what tests ask of it.</summary>
internal sealed class PublishedTarget(TestFolder folder, IMirrorTarget target)
{
    public static TimeSpan NoPatience => TimeSpan.Zero;

    public IMirrorTarget Target => target;

    public MirrorOperations Operations { get; } = new(target, TimeSpan.FromMinutes(2));

    public async Task<PublishReport> PublishAsync(int edition, Func<PublishOptions, PublishOptions>? change = null)
    {
        var tree = folder.At("tree");
        SampleMirror.Write(tree, edition);
        return await PublishTreeAsync(tree, change);
    }

    public Task<PublishReport> PublishTreeAsync(string tree, Func<PublishOptions, PublishOptions>? change = null)
    {
        var options = new PublishOptions { Patience = TimeSpan.FromMinutes(2) };
        return new MirrorPublisher(target, change?.Invoke(options) ?? options, folder.At("state"))
            .PublishAsync(SampleMirror.Name, tree, CancellationToken.None);
    }

    /// <summary>A publication of an edition that is ended before the switch.</summary>
    public async Task CreateAsync(int edition)
    {
        var tree = folder.At("tree");
        SampleMirror.Write(tree, edition);
        var files = Directory.GetFiles(tree, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(tree, f),
            f => new SnapshotFile(Path.GetRelativePath(tree, f), new FileInfo(f).Length, Digest.OfFile(f)));
        var manifest = SnapshotManifest.Of(files.Values);
        await using var held = await target.LockAsync(TimeSpan.FromMinutes(2), CancellationToken.None);
        await target.AddContentAsync(
            files.ToDictionary(f => f.Value.Digest, f => Path.Combine(tree, f.Key)), CancellationToken.None);
        await target.CreateAsync(new(
            SampleMirror.Name, (await MirrorAsync()).Snapshots[^1].Number + 1, DateTimeOffset.UnixEpoch,
            manifest.Files.Count, manifest.Bytes, manifest.Digest), manifest, null, CancellationToken.None);
    }

    /// <summary>Prunes all but two snapshots; it is ended when the packages are removed, and no snapshot.</summary>
    public async Task EndRemovalAsync()
    {
        var removal = await new MirrorPruner(target).FindAsync(new(2), null, CancellationToken.None);
        await using var held = await target.LockAsync(TimeSpan.FromMinutes(2), CancellationToken.None);
        var lost = Digest.Of("a content that the target lacks"u8);
        await Should.ThrowAsync<ArgosyException>(target.RemoveAsync(
            removal with { Retained = [.. removal.Retained, ($"{SampleMirror.Name}/lost.whl", lost)] },
            CancellationToken.None));
    }

    public Task<StoredMirror> MirrorAsync() => Operations.FindAsync(SampleMirror.Name, CancellationToken.None);

    /// <summary>The errors of a verification, as id and file name.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(PublicKey? key = null, bool all = true)
    {
        var result = await new MirrorVerifier(target, key)
            .VerifyAsync(await MirrorAsync(), all, CancellationToken.None);
        return [.. result.Errors.Select(e => $"{e.Id} {Path.GetFileName(e.Place.What)}")];
    }
}
