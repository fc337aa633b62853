using System.Collections.Concurrent;
using Argosy.Artifacts;
using Argosy.Oci.Layout;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;

namespace Argosy.Oci.Transfer;

/// <summary>Brings the blobs and manifests of an image into a repository, without naming them by a tag.</summary>
internal sealed class ContentPush(
    RegistryClient client, string repository, LayoutSource source, SeenBlobs seen, RegistryOptions options)
{
    /// <summary>Pushes everything below these documents, and themselves, except for the top of the layout, which a tag
    /// gets.</summary>
    public async Task<IReadOnlyList<(Descriptor Blob, BlobOutcome Outcome)>> PushAsync(
        IReadOnlyList<Descriptor> documents, CancellationToken cancellation)
    {
        var plan = await PlanAsync(documents, cancellation);
        var outcomes = new ConcurrentDictionary<Digest, BlobOutcome>();
        var counter = new ProgressCounter(options.Progress, plan.Blobs.Count);
        await ForEachAsync(plan.Blobs, async (blob, token) =>
        {
            var sent = 0L;
            var count = counter.Of(blob);
            var outcome = await client.PushBlobAsync(
                blob, () => source.OpenBlob(blob), seen.Of(blob.Digest, repository), piece =>
                {
                    sent += piece;
                    count(piece);
                }, token);
            outcomes[blob.Digest] = outcome;
            seen.Add(blob.Digest, repository);
            counter.Done(blob, outcome, sent);
        }, cancellation);
        // Each level is complete before the next: a manifest never refers to a missing one.
        foreach (var level in plan.Levels)
        {
            await ForEachAsync(level, async (document, token) => await client.PutManifestAsync(
                document.Digest.ToString(), source.Document(document), document.MediaType, token), cancellation);
        }

        return plan.With(outcomes);
    }

    /// <summary>The blobs of these documents, and whether the repository has them.</summary>
    public async Task<IReadOnlyList<(Descriptor Blob, BlobOutcome Outcome)>> CompareAsync(
        IReadOnlyList<Descriptor> documents, CancellationToken cancellation)
    {
        var plan = await PlanAsync(documents, cancellation);
        var outcomes = new ConcurrentDictionary<Digest, BlobOutcome>();
        await ForEachAsync(plan.Blobs, async (blob, token) => outcomes[blob.Digest] =
            await client.HasAsync(blob, token) ? BlobOutcome.Present : BlobOutcome.Sent, cancellation);
        return plan.With(outcomes);
    }

    private sealed record Plan(
        IReadOnlyList<Descriptor> Blobs, IReadOnlyList<Descriptor> Present,
        IReadOnlyList<IReadOnlyList<Descriptor>> Levels)
    {
        public IReadOnlyList<(Descriptor Blob, BlobOutcome Outcome)> With(
            IReadOnlyDictionary<Digest, BlobOutcome> outcomes) =>
        [
            .. Present.Select(b => (b, BlobOutcome.Present)),
            .. Blobs.Select(b => (b, outcomes[b.Digest])),
        ];
    }

    // A manifest that the repository has was checked by the registry with all its blobs.
    private async Task<Plan> PlanAsync(IReadOnlyList<Descriptor> documents, CancellationToken cancellation)
    {
        var depths = new Dictionary<Digest, (Descriptor Document, int Depth)>();
        foreach (var document in documents) Collect(document, 0, depths);
        var present = new ConcurrentDictionary<Digest, bool>();
        var manifests = depths.Values.Select(d => d.Document).Where(d => !IsIndex(d)).ToList();
        await ForEachAsync(manifests, async (manifest, token) => present[manifest.Digest] =
            await client.FindDigestAsync(manifest.Digest.ToString(), token) == manifest.Digest, cancellation);
        var blobs = BlobsOf(manifests.Where(m => !present[m.Digest])).ToList();
        var known = blobs.Select(b => b.Digest).ToHashSet();
        return new(
            // The largest first, so that none of them is left alone at the end.
            [.. blobs.OrderByDescending(b => b.Size)],
            [.. BlobsOf(manifests.Where(m => present[m.Digest])).Where(b => !known.Contains(b.Digest))],
            [.. depths.Values.Where(d => d.Document != source.Top && !present.GetValueOrDefault(d.Document.Digest))
                .GroupBy(d => d.Depth).OrderByDescending(g => g.Key)
                .Select(g => (IReadOnlyList<Descriptor>)[.. g.Select(d => d.Document)])]);
    }

    private IEnumerable<Descriptor> BlobsOf(IEnumerable<Descriptor> manifests) =>
        manifests.SelectMany(source.References).DistinctBy(b => b.Digest);

    private void Collect(
        Descriptor document, int depth, Dictionary<Digest, (Descriptor Document, int Depth)> depths)
    {
        if (depths.TryGetValue(document.Digest, out var known) && known.Depth >= depth) return;
        depths[document.Digest] = (document, depth);
        if (!IsIndex(document)) return;
        foreach (var below in source.References(document)) Collect(below, depth + 1, depths);
    }

    private static bool IsIndex(Descriptor document) =>
        document.MediaType is MediaTypes.Index or MediaTypes.DockerIndex;

    private Task ForEachAsync<T>(
        IReadOnlyList<T> items, Func<T, CancellationToken, Task> run, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation },
            async (item, token) => await run(item, token));
}
