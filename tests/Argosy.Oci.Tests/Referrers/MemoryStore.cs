using System.Text;
using Argosy.Artifacts;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Oci.Tests.Referrers;

/// <summary>A registry in memory, with or without a list of referrers.</summary>
internal sealed class MemoryStore(bool listsReferrers) : IManifestStore
{
    private readonly Dictionary<string, byte[]> _blobs = [];

    public Dictionary<string, StoredManifest> Manifests { get; } = [];

    public string Place => "memory";

    public Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellation) =>
        Task.FromResult(Manifests.GetValueOrDefault(reference));

    public Task<bool> PutManifestAsync(string reference, StoredManifest manifest, CancellationToken cancellation)
    {
        Manifests[reference] = Manifests[manifest.Digest.ToString()] = manifest;
        return Task.FromResult(listsReferrers);
    }

    public Task<T> ReadBlobAsync<T>(Descriptor blob, Func<Stream, T> read, CancellationToken cancellation) =>
        Task.FromResult(read(new MemoryStream(_blobs[blob.Digest.ToString()])));

    public Task PutBlobAsync(Descriptor blob, byte[] content, CancellationToken cancellation)
    {
        Digest.Of(content).ShouldBe(blob.Digest, Encoding.UTF8.GetString(content));
        _blobs[blob.Digest.ToString()] = content;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(string subject, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReferrerEntry>?>(!listsReferrers ? null :
        [
            .. Manifests.Where(m => m.Key == m.Value.Digest.ToString() && !m.Value.IsIndex)
                .Select(m => (m.Value, Manifest: ArtifactManifest.Read(m.Value.Bytes)))
                .Where(m => m.Manifest.Subject?.Digest.ToString() == subject)
                .Select(m => ReferrerEntry.Of(m.Value, m.Manifest))
        ]);
}
