using System.Net;
using System.Net.Http.Headers;
using Argosy.Oci.Model;

namespace Argosy.Oci.Registry;

internal sealed partial class RegistryClient
{
    // Registries also reject larger ones.
    private const int LargestManifest = 4 << 20;

    /// <summary>The manifest's bytes; null if there is no such tag.</summary>
    public Task<byte[]?> TryGetManifestAsync(string tag, CancellationToken cancellation) => ConverseAsync(async watch =>
    {
        using var response = await SendAsync(
            () => Accepting(new(HttpMethod.Get, Manifest(tag)), MediaTypes.Manifest), Access.Pull, watch);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadManifestAsync(response, watch);
    }, cancellation);

    /// <summary>Whether the registry has this blob, of this size.</summary>
    public Task<bool> HasAsync(Descriptor blob, CancellationToken cancellation) => ConverseAsync(async watch =>
    {
        using var response = await SendAsync(() => new(HttpMethod.Head, Blob(blob)), Access.Pull, watch);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
            throw await UnexpectedAsync(response, watch);
        RefusePage(response);
        if (response.StatusCode == HttpStatusCode.NotFound) return false;
        RequireDigest(response, blob.Digest);
        return (response.Content.Headers.ContentLength ?? blob.Size) == blob.Size;
    }, cancellation);

    /// <summary>Passes a blob to a reader, on a separate thread, and verifies it.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="read">Reads all or a part. It is called again from the beginning for a second attempt.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public Task<T> ReadAsync<T>(
        Descriptor blob, Func<Stream, T> read, CancellationToken cancellation) => ConverseAsync(async watch =>
    {
        using var response = await SendAsync(() => new(HttpMethod.Get, Blob(blob)), Access.Pull, watch);
        if (response.StatusCode == HttpStatusCode.NotFound) throw Lost(blob);
        if (response.StatusCode != HttpStatusCode.OK) throw await UnexpectedAsync(response, watch);
        watch.Rest();
        await using var body = await response.Content.ReadAsStreamAsync(watch.Token);
        var result = await Task.Run(
            () =>
            {
                using var stream = new BlobStream(body, blob, watch, _faults);
                var result = read(stream);
                stream.Finish();
                return result;
            }, watch.Token);
        _traffic.Fetched(blob.Size);
        return result;
    }, cancellation);

    private async Task<byte[]> ReadManifestAsync(HttpResponseMessage response, StallWatch watch)
    {
        if (response.StatusCode != HttpStatusCode.OK) throw await UnexpectedAsync(response, watch);
        var bytes = await BoundedBody.ReadAsync(response, LargestManifest, watch, _faults)
            ?? throw _faults.Content("ARG0239", $"the manifest has more than {LargestManifest >> 20} MiB");
        _traffic.Fetched(bytes.Length);
        return bytes;
    }

    private RegistryFault Lost(Descriptor blob) =>
        _faults.Content("ARG0239", $"the registry has lost {blob.Digest}, which the manifest names");

    private Uri Blob(Descriptor blob) => new(_api, $"blobs/{blob.Digest}");

    private Uri Manifest(string reference) => new(_api, $"manifests/{reference}");

    private static HttpRequestMessage Accepting(HttpRequestMessage request, params IEnumerable<string> types)
    {
        foreach (var type in types) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return request;
    }
}
