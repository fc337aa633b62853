using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Oci.Referrers;

/// <summary>A manifest or an index with the media type that it is stored under.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Bytes">The document, whose digest identifies it.</param>
public sealed record StoredManifest(string MediaType, byte[] Bytes)
{
    /// <summary>The digest of the bytes.</summary>
    public Digest Digest { get; } = Digest.Of(Bytes);

    /// <summary>Its descriptor, without a platform.</summary>
    public Descriptor Descriptor => new(MediaType, Digest, Bytes.Length);

    /// <summary>Whether it is an index.</summary>
    public bool IsIndex => MediaType is MediaTypes.Index or "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>A document with the media type that it gives itself, or else that of its form.</summary>
    /// <exception cref="FormatException">It isn't a JSON object.</exception>
    public static StoredManifest Of(byte[] bytes) => new(
        OciDocument.Read(bytes, root =>
            root.TryGetProperty("mediaType", out var type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()!
                : root.TryGetProperty("manifests", out _) ? MediaTypes.Index : MediaTypes.Manifest),
        bytes);
}
