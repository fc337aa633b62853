using Argosy.Oci.Model;

namespace Argosy.Oci.Referrers;

/// <summary>An artifact with the content of its blobs.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Blobs">The blobs of its layers, and its configuration unless that is empty.</param>
public sealed record ReferrerArtifact(
    ArtifactManifest Manifest, IReadOnlyList<(Descriptor Descriptor, byte[] Content)> Blobs)
{
    /// <summary>An artifact of one blob without a configuration.</summary>
    public static ReferrerArtifact Of(
        string type, Descriptor subject, byte[] content, string mediaType,
        IReadOnlyList<KeyValuePair<string, string>> annotations)
    {
        var blob = Descriptor.Of(mediaType, content);
        return new(
            new(type, ArtifactManifest.Empty, [new(blob, [])]) { Subject = subject, Annotations = annotations },
            [(blob, content)]);
    }
}

/// <summary>Stores artifacts and lists them among the referrers of their subjects.</summary>
public sealed class ReferrerWriter(IManifestStore store)
{
    /// <summary>Attaches artifacts. A store without its own list of referrers gets one write for each subject.
    /// </summary>
    /// <exception cref="Platforms.Diagnostics.ArgosyException">ARG0474 and ARG0475: the list can't be
    /// extended.</exception>
    public async Task AttachAsync(IReadOnlyList<ReferrerArtifact> artifacts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        var unlisted = new List<(Descriptor Subject, ReferrerEntry Entry)>();
        foreach (var artifact in artifacts)
        {
            var stored = StoredManifest.Of(artifact.Manifest.Write());
            await PutBlobsAsync(artifact, cancellation);
            var isListed = await store.PutManifestAsync(stored.Digest.ToString(), stored, cancellation);
            if (!isListed && artifact.Manifest.Subject is { } subject)
                unlisted.Add((subject, ReferrerEntry.Of(stored, artifact.Manifest)));
        }

        foreach (var group in unlisted.GroupBy(u => u.Subject.Digest))
            await ReferrersTag.AddAsync(store, group.Key, [.. group.Select(u => u.Entry)], cancellation);
    }

    /// <summary>Stores an artifact under a tag.</summary>
    public async Task PutAsync(string tag, ReferrerArtifact artifact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        await PutBlobsAsync(artifact, cancellation);
        await store.PutManifestAsync(tag, StoredManifest.Of(artifact.Manifest.Write()), cancellation);
    }

    /// <summary>Reads an artifact with its blobs.</summary>
    public static async Task<ReferrerArtifact> ReadAsync(
        IManifestStore from, ArtifactManifest manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(manifest);
        var blobs = new List<(Descriptor, byte[])>();
        var descriptors = manifest.Layers.Select(l => l.Blob).Append(manifest.Config);
        foreach (var blob in descriptors.Where(d => d != ArtifactManifest.Empty).DistinctBy(d => d.Digest))
            blobs.Add((blob, await from.ReadBytesAsync(blob, cancellation)));
        return new(manifest, blobs);
    }

    private async Task PutBlobsAsync(ReferrerArtifact artifact, CancellationToken cancellation)
    {
        if (artifact.Manifest.Config == ArtifactManifest.Empty)
            await store.PutBlobAsync(ArtifactManifest.Empty, ArtifactManifest.EmptyBytes, cancellation);
        foreach (var (descriptor, content) in artifact.Blobs)
            await store.PutBlobAsync(descriptor, content, cancellation);
    }
}
