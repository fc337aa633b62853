using System.Net;
using System.Net.Http.Headers;
using Argosy.Oci.Model;
using Argosy.Oci.Referrers;

namespace Argosy.Oci.Registry;

internal sealed partial class RegistryClient
{
    private const string SubjectHeader = "OCI-Subject";

    // Docker's forms of manifest and index, too: other programs push them.
    private static readonly string[] s_documents =
    [
        MediaTypes.Index, MediaTypes.Manifest, "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    /// <summary>The manifest or index of a tag or a digest; null if there is none.</summary>
    public Task<StoredManifest?> FindManifestAsync(
        string reference, CancellationToken cancellation) => ConverseAsync(async watch =>
    {
        var bytes = await GetDocumentAsync(new(_api, $"manifests/{reference}"), watch);
        if (bytes is null) return null;
        var stored = Document(() => StoredManifest.Of(bytes));
        return Artifacts.Digest.TryParse(reference) is { } digest && reference.Contains(':') && digest != stored.Digest
            ? throw _faults.Content("ARG0238", $"the manifest doesn't match its digest {digest}")
            : stored;
    }, cancellation);

    /// <summary>Puts a manifest or an index, after what it refers to.</summary>
    /// <returns>Whether the registry lists it among the referrers of its subject.</returns>
    public Task<bool> PutManifestAsync(
        string reference, StoredManifest manifest, CancellationToken cancellation) => ConverseAsync(async watch =>
    {
        using var content = new MemoryStream(manifest.Bytes, writable: false);
        using var response = await SendAsync(
            () => Put(new(_api, $"manifests/{reference}"), content, manifest.MediaType, watch), write: true, watch);
        if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted))
            throw Unexpected(response);
        _traffic.Sent(manifest.Bytes.Length);
        return response.Headers.Contains(SubjectHeader);
    }, cancellation);

    /// <summary>The manifests with this subject; null if the registry has no such list.</summary>
    public Task<IReadOnlyList<ReferrerEntry>?> FindReferrersAsync(
        string subject, CancellationToken cancellation) => ConverseAsync<IReadOnlyList<ReferrerEntry>?>(async watch =>
    {
        var bytes = await GetDocumentAsync(new(_api, $"referrers/{subject}"), watch);
        return bytes is null ? null : Document(() => ReferrerEntry.ReadAll(bytes));
    }, cancellation);

    private async Task<byte[]?> GetDocumentAsync(Uri uri, StallWatch watch)
    {
        using var response = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, uri);
                foreach (var type in s_documents)
                    request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
                return request;
            }, write: false, watch);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (response.StatusCode != HttpStatusCode.OK) throw Unexpected(response);
        var bytes = await BoundedBody.ReadAsync(response, LargestManifest, watch, _faults)
            ?? throw _faults.Content("ARG0239", $"the manifest has more than {LargestManifest >> 20} MiB");
        _traffic.Fetched(bytes.Length);
        return bytes;
    }

    private T Document<T>(Func<T> read)
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
