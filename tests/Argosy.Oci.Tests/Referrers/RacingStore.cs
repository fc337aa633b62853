using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Oci.Tests.Referrers;

/// <summary>A store in which another writer acts after each write to a tag.</summary>
internal sealed class RacingStore(MemoryStore store, Action afterTag) : IManifestStore
{
    public string Place => store.Place;

    public Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellation) =>
        store.FindManifestAsync(reference, cancellation);

    public async Task<bool> PutManifestAsync(
        string reference, StoredManifest manifest, CancellationToken cancellation)
    {
        var isListed = await store.PutManifestAsync(reference, manifest, cancellation);
        if (!reference.Contains(':')) afterTag();
        return isListed;
    }

    public Task<T> ReadBlobAsync<T>(Descriptor blob, Func<Stream, T> read, CancellationToken cancellation) =>
        store.ReadBlobAsync(blob, read, cancellation);

    public Task PutBlobAsync(Descriptor blob, byte[] content, CancellationToken cancellation) =>
        store.PutBlobAsync(blob, content, cancellation);

    public Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(string subject, CancellationToken cancellation) =>
        store.FindReferrersAsync(subject, cancellation);
}
