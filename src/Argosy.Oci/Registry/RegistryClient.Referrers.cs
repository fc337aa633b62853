using System.Net;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Oci.Registry;

// What refers to a manifest, such as a signature.
internal sealed partial class RegistryClient
{
    /// <summary>The manifest or index of a tag or a digest; null if there is none.</summary>
    public async Task<StoredManifest?> FindManifestAsync(string reference, CancellationToken cancellation)
    {
        var found = await FindDocumentAsync(reference, cancellation);
        return found is null ? null : Stored(() => StoredManifest.Of(found.Bytes.ToArray()));
    }

    /// <summary>Puts a manifest or an index, after what it refers to.</summary>
    /// <returns>Whether the registry lists it among the referrers of its subject.</returns>
    public Task<bool> PutManifestAsync(
        string reference, StoredManifest manifest, CancellationToken cancellation) =>
        PutManifestAsync(reference, manifest.Bytes, manifest.MediaType, cancellation);

    /// <summary>The manifests with this subject; null if the registry has no such list.</summary>
    public Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(
        string subject, CancellationToken cancellation) => ConverseAsync<IReadOnlyList<ReferrerEntry>?>(async watch =>
    {
        using var response = await SendAsync(
            () => Accepting(new(HttpMethod.Get, new Uri(_api, $"referrers/{subject}")), MediaTypes.Index),
            Access.Pull, watch);
        // A registry without this part of the API may answer with any page.
        if (response.StatusCode == HttpStatusCode.NotFound || IsPage(response)) return null;
        var bytes = await ReadManifestAsync(response, watch);
        return Stored(() => ReferrerEntry.ReadAll(bytes));
    }, cancellation);

    private T Stored<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw _faults.Content("ARG0239", $"it holds no manifest: {e.Message.TrimEnd('.')}", e);
        }
    }
}
