using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Oci.Registry;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Transfer;

/// <summary>Puts some platforms into the index that a tag names, next to others who do the same.</summary>
/// <remarks>Registries have no conditional writes. So the index is read again after it was written, and once more after
/// a moment: if another pusher has replaced it without these platforms, they are put in again.</remarks>
internal sealed class TagMerge(RegistryClient client, ImageReference tag, RegistryTimeouts timeouts)
{
    private const int MostRounds = 12;

    /// <summary>Returns when the tag's index has the entries. Errors ARG0281 if others always replace it, ARG0282 if
    /// the tag names something else than an index.</summary>
    /// <param name="ours">An index that has them.</param>
    /// <param name="chosen">The entries.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(Digest Digest, bool Unchanged)> PutAsync(
        byte[] ours, IReadOnlyList<Descriptor> chosen, CancellationToken cancellation)
    {
        var digests = chosen.Select(d => d.Digest.ToString()).ToHashSet(StringComparer.Ordinal);
        // Differs between pushers, so that they don't meet again in each round.
        var jitter = new Random(digests.Sum(d => d[^1] * 31 + d[^2]));
        for (var round = 0; round < MostRounds; round++)
        {
            var present = await client.FindDocumentAsync(tag.Tag!, cancellation);
            var merged = Merge(present, ours, digests);
            if (present is not null && Digest.Of(merged) == present.Descriptor.Digest)
                return (present.Descriptor.Digest, round == 0);
            // As close to the write as possible: whoever wrote in between would be overwritten.
            if (await client.FindDigestAsync(tag.Tag!, cancellation) is { } now && now != present?.Descriptor.Digest)
                continue;
            await client.PutManifestAsync(tag.Tag!, merged, MediaTypes.Index, cancellation);
            await Task.Delay(timeouts.Backoff / 2 * (1 + jitter.NextDouble()), cancellation);
            if (await HasAsync(digests, cancellation) is { } digest) return (digest, false);
        }

        throw new ArgosyException(new Diagnostic("ARG0281", new(tag.ToString()),
            $"others replaced the tag in each of {MostRounds} attempts",
            "Let the other pushers end, then run the command again: only the tag is missing."));
    }

    private byte[] Merge(RegistryDocument? present, byte[] ours, HashSet<string> digests)
    {
        try
        {
            return IndexMerge.Merge(present?.Bytes.ToArray(), ours, digests);
        }
        catch (FormatException e)
        {
            throw new ArgosyException(new Diagnostic("ARG0282", new(tag.ToString()),
                $"what the tag names can't get another platform: {e.Message.TrimEnd('.')}",
                "Push the image with all its platforms, which replaces the tag; or choose another tag."));
        }
    }

    private async Task<Digest?> HasAsync(HashSet<string> digests, CancellationToken cancellation) =>
        await client.FindDocumentAsync(tag.Tag!, cancellation) is { } now
        && digests.IsSubsetOf(IndexMerge.Digests(now.Bytes.ToArray()))
            ? now.Descriptor.Digest
            : null;
}
