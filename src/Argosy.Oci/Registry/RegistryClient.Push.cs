using System.Net;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Oci.Registry;

internal sealed partial class RegistryClient
{
    /// <summary>Sends a blob that the registry doesn't have.</summary>
    /// <param name="blob">Its digest and size.</param>
    /// <param name="content">Seekable; the caller owns it.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public async Task PushAsync(Descriptor blob, Stream content, CancellationToken cancellation)
    {
        if (await HasAsync(blob, cancellation)) _traffic.Skipped();
        else await ConverseAsync(watch => UploadAsync(blob, content, watch), cancellation);
    }

    /// <summary>Puts a manifest under a tag, after all blobs that it refers to.</summary>
    public Task PutManifestAsync(string tag, byte[] manifest, CancellationToken cancellation) =>
        PutManifestAsync(tag, manifest, MediaTypes.Manifest, cancellation);

    /// <summary>Puts a manifest or an index under a tag or its digest, after all that it refers to.</summary>
    /// <returns>Whether the registry keeps the list of the subject's referrers itself (<c>OCI-Subject</c>); otherwise
    /// the caller keeps it under the fallback tag.</returns>
    public Task<bool> PutManifestAsync(
        string reference, byte[] manifest, string mediaType, CancellationToken cancellation) =>
        ConverseAsync(async watch =>
        {
            using var content = new MemoryStream(manifest, writable: false);
            using var response = await SendAsync(
                () => Put(Manifest(reference), content, mediaType, watch), Access.Push, watch);
            if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted))
                throw await UnexpectedAsync(response, watch);
            RefusePage(response);
            RequireDigest(response, Digest.Of(manifest));
            _traffic.Sent(manifest.Length);
            return response.Headers.Contains("OCI-Subject");
        }, cancellation);

    // In one piece: not every registry accepts several, and a result's blobs are small.
    private async Task<bool> UploadAsync(Descriptor blob, Stream content, StallWatch watch)
    {
        using var begun = await SendAsync(
            () => new(HttpMethod.Post, new Uri(_api, "blobs/uploads/")), Access.Push, watch);
        if (begun.StatusCode != HttpStatusCode.Accepted) throw await UnexpectedAsync(begun, watch);
        var target = Closing(Location(begun), blob);
        using var done = await SendAsync(
            () => Put(target, content, MediaTypes.Bytes, watch), Access.Push, watch);
        await RequireStoredAsync(done, blob, watch);
        return true;
    }

    private async Task RequireStoredAsync(HttpResponseMessage done, Descriptor blob, StallWatch watch)
    {
        if (done.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.NoContent))
            throw await UnexpectedAsync(done, watch);
        RequireDigest(done, blob.Digest);
        _traffic.Sent(blob.Size);
    }

    // The location may be relative, have a query, or be on another host. It may itself be a secret, so no error shows
    // it and it never changes from https to http.
    private Uri Location(HttpResponseMessage begun)
    {
        if (begun.Headers.Location is not { } location)
            throw _faults.Answer("the registry doesn't say where to upload to");
        var target = new Uri(begun.RequestMessage!.RequestUri!, location);
        return target.Scheme == Uri.UriSchemeHttps
            || (target.Scheme == Uri.UriSchemeHttp && _api.Scheme == Uri.UriSchemeHttp)
            ? target
            : throw _faults.Answer("the place to upload to that the registry names isn't in https");
    }

    private static Uri Closing(Uri session, Descriptor blob)
    {
        var address = session.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return new(
            $"{address}{(session.Query.Length > 1 ? '&' : '?')}digest={Uri.EscapeDataString(blob.Digest.ToString())}");
    }

    private HttpRequestMessage Put(Uri target, Stream content, string mediaType, StallWatch watch) =>
        new(HttpMethod.Put, target) { Content = new WatchedContent(content, mediaType, watch, _timeouts.Headers) };
}
