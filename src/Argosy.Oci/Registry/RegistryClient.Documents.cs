using System.Net;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Oci.Registry;

// Manifests of any kind, and tags.
internal sealed partial class RegistryClient
{
    private const int TagsAtOnce = 1000;
    private const int MostPages = 1000;

    private static readonly string[] s_documents =
        [MediaTypes.Index, MediaTypes.Manifest, MediaTypes.DockerIndex, MediaTypes.DockerManifest];

    /// <summary>A manifest or an index, by tag or digest; null if there is none.</summary>
    /// <remarks>Faults: ARG0238 if its bytes don't match the digest asked for, or the one that the registry
    /// names.</remarks>
    public Task<RegistryDocument?> FindDocumentAsync(string reference, CancellationToken cancellation) =>
        ConverseAsync(async watch =>
        {
            using var response = await SendAsync(
                () => Accepting(new(HttpMethod.Get, Manifest(reference)), s_documents), Access.Pull, watch);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            RefusePage(response);
            var bytes = await ReadManifestAsync(response, watch);
            var digest = Digest.Of(bytes);
            RequireDigest(response, digest);
            RequireAsked(reference, digest);
            var type = response.Content.Headers.ContentType?.MediaType ?? MediaTypes.Manifest;
            return new RegistryDocument(new(TypeIn(bytes) ?? type, digest, bytes.Length), bytes);
        }, cancellation);

    /// <summary>The digest of a manifest or an index, without its bytes; null if there is none.</summary>
    public async Task<Digest?> FindDigestAsync(string reference, CancellationToken cancellation)
    {
        var (isThere, digest) = await ConverseAsync(async watch =>
        {
            using var response = await SendAsync(
                () => Accepting(new(HttpMethod.Head, Manifest(reference)), s_documents), Access.Pull, watch);
            if (response.StatusCode == HttpStatusCode.NotFound) return (false, null);
            if (response.StatusCode != HttpStatusCode.OK) throw await UnexpectedAsync(response, watch);
            RefusePage(response);
            return (true, SaidDigest(response));
        }, cancellation);
        if (!isThere) return null;
        // Not every registry names it.
        if (digest is null) return (await FindDocumentAsync(reference, cancellation))?.Descriptor.Digest;
        RequireAsked(reference, digest.Value);
        return digest;
    }

    /// <summary>All tags, in the registry's order; none for a repository that doesn't exist.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellation)
    {
        var tags = new List<string>();
        var next = new Uri(_api, $"tags/list?n={TagsAtOnce}");
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var address = next;
            next = await ConverseAsync(async watch =>
            {
                using var response = await SendAsync(() => new(HttpMethod.Get, address), Access.Pull, watch);
                if (response.StatusCode == HttpStatusCode.NotFound) return null;
                RefusePage(response);
                var bytes = await ReadManifestAsync(response, watch);
                tags.AddRange(ReadTags(bytes));
                return NextPage(response, address);
            }, cancellation);
        }

        return tags;
    }

    private void RequireAsked(string reference, Digest digest)
    {
        if (reference.StartsWith("sha256:", StringComparison.Ordinal) && reference != digest.ToString())
            throw _faults.Content("ARG0238", $"the registry answers with {digest} when asked for {reference}");
    }

    private IReadOnlyList<string> ReadTags(byte[] bytes) => ReadAnswer(bytes, root =>
        root.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array
            ? (IReadOnlyList<string>)[.. tags.EnumerateArray().Select(t => t.GetString()!).Where(ImageReference.IsTag)]
            : []);

    private T ReadAnswer<T>(byte[] bytes, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            throw _faults.Answer("the registry's answer isn't the JSON that the protocol asks for");
        }
    }

    private static string? TypeIn(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.TryGetProperty("mediaType", out var type) ? type.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // RFC 8288: <address>; rel="next". Only the registry's own.
    private Uri? NextPage(HttpResponseMessage response, Uri page)
    {
        var link = response.Headers.TryGetValues("Link", out var values) ? values.FirstOrDefault() : null;
        if (link is null || !link.Contains("rel=\"next\"", StringComparison.Ordinal)) return null;
        var (open, close) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
        return open >= 0 && close > open && Uri.TryCreate(page, link[(open + 1)..close], out var next)
            && IsRegistry(next) ? next : null;
    }
}
