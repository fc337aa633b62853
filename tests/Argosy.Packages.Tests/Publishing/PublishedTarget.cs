using Argosy.Artifacts.Trust;
using Argosy.Packages.Mirrors.Publishing;

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

    public Task<StoredMirror> MirrorAsync() => Operations.FindAsync(SampleMirror.Name, CancellationToken.None);

    /// <summary>The errors of a verification, as id and file name.</summary>
    public async Task<IReadOnlyList<string>> ErrorsAsync(PublicKey? key = null, bool all = true)
    {
        var result = await new MirrorVerifier(target, key)
            .VerifyAsync(await MirrorAsync(), all, CancellationToken.None);
        return [.. result.Errors.Select(e => $"{e.Id} {Path.GetFileName(e.Place.What)}")];
    }
}
