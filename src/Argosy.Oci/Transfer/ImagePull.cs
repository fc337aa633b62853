using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Transfer;

/// <summary>Pulls an image into a layout, and reads what a registry has.</summary>
/// <remarks>Mirrors of registries.conf are asked first; the registry itself last.</remarks>
/// <param name="image">The image.</param>
/// <param name="options">How to transfer.</param>
public sealed class ImagePull(ImageReference image, RegistryOptions options)
{
    private const string RefName = "latest";

    /// <summary>Pulls all platforms, or some of them; every byte is verified, and the layout replaces the target when
    /// it is complete.</summary>
    /// <remarks>Errors ARG0231 to ARG0239 of the registry, ARG0284 if it has no such image, ARG0279 for platforms that
    /// the image doesn't have, ARG0282 for anything but an image.</remarks>
    /// <param name="layout">The layout's folder.</param>
    /// <param name="architectures">The platforms; none for all.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public Task<PullReport> PullAsync(
        string layout, IReadOnlyList<Architecture> architectures, CancellationToken cancellation) =>
        FromFirstAsync(async endpoint =>
        {
            if (await endpoint.Client.FindDocumentAsync(image.ManifestKey, cancellation) is not { } top) return null;
            using var staged = new StagedFolder(layout);
            var report = await PullAsync(endpoint, top, staged.Path, architectures, cancellation);
            staged.Publish();
            return report;
        });

    /// <summary>The repository's tags, and the platforms of the image. Errors as for a pull.</summary>
    public Task<RepositoryListing> ListAsync(CancellationToken cancellation) => FromFirstAsync(async endpoint =>
    {
        var top = await endpoint.Client.FindDocumentAsync(image.ManifestKey, cancellation);
        var tags = await endpoint.Client.TagsAsync(cancellation);
        if (top is null && tags.Count == 0) return null;
        return new RepositoryListing(image.Name, [.. tags.Order(StringComparer.Ordinal)],
            top is null ? null : new(image.ToString(), top.Descriptor, IsIndex(top.Descriptor) ? References(top) : []));
    });

    private async Task<PullReport> PullAsync(
        Endpoint endpoint, RegistryDocument top, string folder, IReadOnlyList<Architecture> architectures,
        CancellationToken cancellation)
    {
        var blobs = new BlobFolder(folder);
        var wanted = new Dictionary<Digest, Descriptor>();
        var chosen = Choose(top, architectures);
        if (IsIndex(top.Descriptor))
        {
            foreach (var entry in chosen) await AddAsync(endpoint, entry, blobs, wanted, cancellation);
        }
        else
        {
            Want(top, wanted);
        }

        var counter = new ProgressCounter(options.Progress, wanted.Count);
        await Parallel.ForEachAsync(
            wanted.Values.OrderByDescending(b => b.Size),
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation },
            async (blob, token) =>
            {
                await using var file = blobs.Create(blob);
                await endpoint.Client.PullBlobAsync(blob, file, counter.Of(blob), token);
                counter.Done(blob, BlobOutcome.Sent, blob.Size);
            });
        var bytes = architectures.Count == 0
            ? top.Bytes.ToArray()
            : IndexMerge.Merge(null, top.Bytes.ToArray(), chosen.Select(c => c.Digest.ToString()).ToHashSet());
        var image = blobs.Add(bytes, top.Descriptor.MediaType) with { RefName = RefName };
        blobs.Complete(image);
        return new(
            endpoint.Address.Name, image with { RefName = null }, [.. wanted.Values],
            endpoint.Traffic.Total.BytesFetched);
    }

    // Manifests of an index, also below nested ones.
    private async Task AddAsync(
        Endpoint endpoint, Descriptor entry, BlobFolder blobs, Dictionary<Digest, Descriptor> wanted,
        CancellationToken cancellation)
    {
        var document = await endpoint.Client.FindDocumentAsync(entry.Digest.ToString(), cancellation)
            ?? throw endpoint.Client.Faults.Content(
                "ARG0239", $"the registry has lost {entry.Digest}, which the index names");
        blobs.Add(document.Bytes.ToArray(), entry.MediaType);
        if (!IsIndex(document.Descriptor)) Want(document, wanted);
        else foreach (var below in References(document)) await AddAsync(endpoint, below, blobs, wanted, cancellation);
    }

    private void Want(RegistryDocument manifest, Dictionary<Digest, Descriptor> wanted)
    {
        foreach (var blob in References(manifest)) wanted[blob.Digest] = blob;
    }

    private IReadOnlyList<Descriptor> Choose(RegistryDocument top, IReadOnlyList<Architecture> architectures)
    {
        var isIndex = IsIndex(top.Descriptor);
        if (architectures.Count == 0) return isIndex ? References(top) : [];
        return isIndex
            ? PlatformChoice.Of(References(top), architectures, image.ToString())
            : throw new ArgosyException(new Diagnostic("ARG0279", new(image.ToString()),
                "the image has one platform, and its name doesn't say which", "Pull it without --arch."));
    }

    private IReadOnlyList<Descriptor> References(RegistryDocument document)
    {
        try
        {
            return OciDocument.References(document.Bytes);
        }
        catch (FormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0282", new(image.ToString()),
                $"{document.Descriptor.Digest} is no index and no manifest: {e.Message.TrimEnd('.')}",
                "Images of schema version 1 have to be pushed again with a newer docker."));
        }
    }

    private async Task<T> FromFirstAsync<T>(Func<Endpoint, Task<T?>> read) where T : class
    {
        var places = options.Hosts.ForPull(image);
        for (var i = 0; i < places.Count; i++)
        {
            using var endpoint = new Endpoint(places[i], options);
            try
            {
                if (await Endpoint.RunAsync(() => read(endpoint)) is { } result) return result;
            }
            catch (ArgosyException e) when (e.InnerException is RegistryFault && i < places.Count - 1)
            {
                // The next one may have it.
            }
        }

        throw new ArgosyException(new Diagnostic("ARG0284", new(image.ToString()), "the registry has no such image",
            "See 'argosy images list' for the repository's tags; some registries answer so without credentials."));
    }

    private static bool IsIndex(Descriptor document) =>
        document.MediaType is MediaTypes.Index or MediaTypes.DockerIndex;
}
