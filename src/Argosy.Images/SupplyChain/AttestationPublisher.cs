using Argosy.Artifacts;
using Argosy.Images.SupplyChain.Signing;
using Argosy.Oci.Referrers;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.SupplyChain;

/// <summary>Copies an image's attestations to where the image is, and keeps those of others.</summary>
public sealed class AttestationPublisher(LayoutStore attestations)
{
    // As for a list of referrers: a registry has no conditional writes.
    private const int MostAttempts = 5;

    /// <summary>Copies them, after the image itself. Errors ARG0474 and ARG0475, and those of the store.</summary>
    /// <param name="target">Where the image is.</param>
    /// <param name="subjects">The index and the manifests that were pushed; null for all that are attested.</param>
    /// <param name="cancellation">Ends it between two manifests.</param>
    /// <returns>The number of copied manifests.</returns>
    public async Task<int> PublishAsync(
        IManifestStore target, IReadOnlySet<Digest>? subjects, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        var referrers = new List<ReferrerArtifact>();
        var entries = attestations.Entries();
        var tags = subjects?.Select(SimpleSigning.TagOf).ToHashSet(StringComparer.Ordinal);
        var copied = 0;
        foreach (var entry in entries)
        {
            if (entry.Tag is { } own && tags?.Contains(own) == false) continue;
            var stored = await attestations.GetManifestAsync(entry.Manifest.Digest.ToString(), cancellation);
            var artifact = await ReferrerWriter.ReadAsync(
                attestations, ArtifactManifest.Read(stored.Bytes), cancellation);
            if (entry.Tag is null && artifact.Manifest.Subject is { } subject
                && subjects?.Contains(subject.Digest) == false)
                continue;
            copied++;
            if (entry.Tag is { } tag) await MergeAsync(target, tag, artifact, cancellation);
            else referrers.Add(artifact);
        }

        await new ReferrerWriter(target).AttachAsync(referrers, cancellation);
        return copied;
    }

    private static async Task MergeAsync(
        IManifestStore target, string tag, ReferrerArtifact own, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var existing = await FindAsync(target, tag, cancellation);
            if (existing is not null && own.Manifest.Layers.All(l => Has(existing, l))) return;
            var merged = existing is null ? own : SimpleSigning.Merge(existing, own);
            await new ReferrerWriter(target).PutAsync(tag, merged, cancellation);
        }

        throw new ArgosyException(new Diagnostic("ARG0475", new($"{target.Place}:{tag}"),
            $"other programs replaced the signatures {MostAttempts} times",
            "Let one program at a time sign an image, then repeat the command."));
    }

    private static async Task<ArtifactManifest?> FindAsync(
        IManifestStore target, string tag, CancellationToken cancellation) =>
        await target.FindManifestAsync(tag, cancellation) is { } stored ? ArtifactManifest.Read(stored.Bytes) : null;

    private static bool Has(ArtifactManifest manifest, ArtifactLayer layer) => manifest.Layers.Any(
        l => l.Blob.Digest == layer.Blob.Digest && l.Annotations.SequenceEqual(layer.Annotations));
}
