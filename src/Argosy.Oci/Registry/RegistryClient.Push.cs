using System.Net;
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
    public Task PutManifestAsync(
        string tag, byte[] manifest, CancellationToken cancellation) => ConverseAsync(async watch =>
    {
        using var content = new MemoryStream(manifest, writable: false);
        using var response = await SendAsync(
            () => Put(new(_api, $"manifests/{tag}"), content, MediaTypes.Manifest, watch), write: true, watch);
        if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted))
            throw Unexpected(response);
        _traffic.Sent(manifest.Length);
        return true;
    }, cancellation);

    // In one piece: not every registry accepts several, and a result's blobs are small.
    private async Task<bool> UploadAsync(Descriptor blob, Stream content, StallWatch watch)
    {
        using var begun = await SendAsync(
            () => new(HttpMethod.Post, new Uri(_api, "blobs/uploads/")), write: true, watch);
        if (begun.StatusCode != HttpStatusCode.Accepted) throw Unexpected(begun);
        var target = Target(begun, blob);
        using var done = await SendAsync(() => Put(target, content, MediaTypes.Bytes, watch), write: true, watch);
        if (done.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.NoContent)) throw Unexpected(done);
        _traffic.Sent(blob.Size);
        return true;
    }

    // The location may be relative, have a query, or be on another host. It may itself be a secret, so no error shows
    // it and it never changes from https to http.
    private Uri Target(HttpResponseMessage begun, Descriptor blob)
    {
        if (begun.Headers.Location is not { } location)
            throw _faults.Answer("the registry doesn't say where to upload to");
        var target = new Uri(begun.RequestMessage!.RequestUri!, location);
        if (target.Scheme != Uri.UriSchemeHttps
            && (target.Scheme != Uri.UriSchemeHttp || _api.Scheme != Uri.UriSchemeHttp))
            throw _faults.Answer("the place to upload to that the registry names isn't in https");
        var address = target.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return new(
            $"{address}{(target.Query.Length > 1 ? '&' : '?')}digest={Uri.EscapeDataString(blob.Digest.ToString())}");
    }

    private HttpRequestMessage Put(Uri target, Stream content, string mediaType, StallWatch watch) =>
        new(HttpMethod.Put, target) { Content = new WatchedContent(content, mediaType, watch, _timeouts.Headers) };
}
