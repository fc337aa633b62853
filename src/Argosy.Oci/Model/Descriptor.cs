using System.Text.Json;
using Argosy.Artifacts;

namespace Argosy.Oci.Model;

/// <summary>An OCI document's reference to a blob (OCI image spec, descriptor).</summary>
/// <param name="MediaType">One of <see cref="MediaTypes"/>, or an artifact's own.</param>
/// <param name="Digest">Of the blob's bytes.</param>
/// <param name="Size">In bytes.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    private const string RefNameAnnotation = "org.opencontainers.image.ref.name";

    /// <summary>The platform of a manifest in an index.</summary>
    public OciPlatform? Platform { get; init; }

    /// <summary>The name by which tools select it in a layout; null for none.</summary>
    public string? RefName { get; init; }

    /// <summary>The descriptor of these bytes.</summary>
    public static Descriptor Of(string mediaType, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new(mediaType, Digest.Of(bytes), bytes.Length);
    }

    /// <summary>Reads one, without its annotations.</summary>
    /// <exception cref="FormatException">An invalid digest or size; also what <see cref="JsonElement"/> throws for a
    /// missing property or one of another type.</exception>
    internal static Descriptor Read(JsonElement json)
    {
        var mediaType = json.GetProperty("mediaType").GetString() ?? throw new FormatException("mediaType is null");
        var digest = json.GetProperty("digest").GetString() ?? throw new FormatException("digest is null");
        var size = json.GetProperty("size").GetInt64();
        if (size < 0) throw new FormatException($"{digest} has a negative size");
        return new(
            mediaType, Digest.TryParse(digest) ?? throw new FormatException($"'{digest}' is no SHA-256 digest"), size)
        {
            Platform = json.TryGetProperty("platform", out var platform) ? OciPlatform.Read(platform) : null,
        };
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", MediaType);
        json.WriteString("digest", Digest.ToString());
        json.WriteNumber("size", Size);
        Platform?.Write(json);
        if (RefName is { } name) json.WriteMap("annotations", [new(RefNameAnnotation, name)]);
        json.WriteEndObject();
    }
}
