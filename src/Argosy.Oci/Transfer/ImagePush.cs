using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;
using Argosy.Oci.Registry;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Transfer;

/// <summary>Pushes the image of a layout to one repository. Its owner disposes it.</summary>
/// <remarks>Blobs first, then manifests, then the index, and the tags last: a failed push leaves every tag as it was,
/// and the next one sends only what is missing.</remarks>
/// <param name="target">The repository; its tag is used if no others are given.</param>
/// <param name="options">How to transfer.</param>
public sealed class ImagePush(ImageReference target, RegistryOptions options) : IDisposable
{
    private readonly Endpoint _endpoint = new(options.Hosts.ForPush(target), options);
    private readonly SeenBlobs _seen = new(options.SeenBlobs, target.Registry);

    /// <summary>The repository, for what refers to the image. Valid until this is disposed.</summary>
    public IManifestStore Store => field ??= RegistryStore.Over(Client, target.Name);

    private RegistryClient Client => _endpoint.Client;

    private string Repository => _endpoint.Address.Repository;

    /// <summary>Pushes the image with all its platforms, or with some of them.</summary>
    /// <remarks>Errors ARG0231 to ARG0238 of the registry, ARG0280, ARG0420 to ARG0423 of the layout, ARG0279 for
    /// platforms that it doesn't have, ARG0281 and ARG0282 if a tag can't get only some platforms.</remarks>
    /// <param name="layout">The layout's folder.</param>
    /// <param name="tags">The tags; none for the target's own.</param>
    /// <param name="architectures">The platforms; none for all. With some, an index that a tag names keeps its other
    /// platforms.</param>
    /// <param name="dryRun">Only finds out what would be sent.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public Task<PushReport> PushAsync(
        string layout, IReadOnlyList<string> tags, IReadOnlyList<Architecture> architectures, bool dryRun,
        CancellationToken cancellation) => Endpoint.RunAsync(async () =>
    {
        var source = LayoutSource.Open(layout);
        IReadOnlyList<string> names = tags.Count > 0 ? tags : [target.Tag ?? throw NoTag()];
        var chosen = Choose(source, architectures);
        var isWhole = architectures.Count == 0;
        if (isWhole && await HaveAllAsync(names, source.Top.Digest, cancellation))
            return Report(names, source.Top.Digest, unchanged: true, []);
        var content = new ContentPush(Client, Repository, source, _seen, options);
        if (dryRun) return Report(names, source.Top.Digest, false, await content.CompareAsync(chosen, cancellation));
        var blobs = await content.PushAsync(chosen, cancellation);
        var digest = source.Top.Digest;
        var isUnchanged = !isWhole;
        foreach (var tag in names)
        {
            if (isWhole)
            {
                await Client.PutManifestAsync(
                    tag, source.Document(source.Top), source.Top.MediaType, cancellation);
                continue;
            }

            var merged = await new TagMerge(Client, target.WithTag(tag), options.Timeouts)
                .PutAsync(source.Document(source.Top), chosen, cancellation);
            (digest, isUnchanged) = (merged.Digest, isUnchanged && merged.Unchanged);
        }

        _seen.Save();
        return Report(names, digest, isUnchanged, blobs);
    });

    /// <inheritdoc />
    public void Dispose() => _endpoint.Dispose();

    private async Task<bool> HaveAllAsync(
        IReadOnlyList<string> tags, Digest digest, CancellationToken cancellation)
    {
        foreach (var tag in tags)
        {
            if (await Client.FindDigestAsync(tag, cancellation) != digest) return false;
        }

        return true;
    }

    private PushReport Report(
        IReadOnlyList<string> tags, Digest digest, bool unchanged,
        IReadOnlyList<(Descriptor, BlobOutcome)> blobs) => new(target.Name, digest, unchanged, blobs, tags);

    // The top itself for the whole image.
    private static IReadOnlyList<Descriptor> Choose(LayoutSource source, IReadOnlyList<Architecture> architectures)
    {
        if (architectures.Count == 0) return [source.Top];
        if (source.Top.MediaType is not (MediaTypes.Index or MediaTypes.DockerIndex))
            throw new ArgosyException(new Diagnostic("ARG0279", new(source.Folder),
                "the layout has no index, so no platform can be chosen from it", "Push it without --arch."));
        return PlatformChoice.Of(source.References(source.Top), architectures, source.Folder);
    }

    private ArgosyException NoTag() => new(new Diagnostic("ARG0275", SourceLocation.CommandLine,
        $"'{target}' has no tag to push to", "Write 'registry/repository:tag'."));
}
