using System.Text.Json;

namespace Argosy.Oci.Model;

/// <summary>A manifest of one platform's image, or of an artifact that registries store like one
/// (OCI image spec 1.1).</summary>
/// <param name="Config">The configuration, or its equivalent for an artifact.</param>
/// <param name="Layers">In their order.</param>
/// <param name="Annotations">In the order in which they are written.</param>
/// <param name="ArtifactType">The artifact's type; null for an image.</param>
public sealed record ImageManifest(
    Descriptor Config, IReadOnlyList<Descriptor> Layers, IReadOnlyList<KeyValuePair<string, string>> Annotations,
    string? ArtifactType = null)
{
    /// <summary>Always the same bytes.</summary>
    public byte[] Write() => OciJson.Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Manifest);
        if (ArtifactType is { } type) json.WriteString("artifactType", type);
        json.WritePropertyName("config");
        Config.Write(json);
        json.WriteStartArray("layers");
        foreach (var layer in Layers) layer.Write(json);
        json.WriteEndArray();
        json.WriteMap("annotations", Annotations);
    });

    /// <summary>Reads a manifest, with its string annotations.</summary>
    /// <exception cref="FormatException">It isn't a manifest, with the reason.</exception>
    public static ImageManifest Read(ReadOnlyMemory<byte> manifest) => OciDocument.Read(manifest, root =>
    {
        if (root.TryGetProperty("mediaType", out var mediaType) && mediaType.GetString() != MediaTypes.Manifest)
            throw new FormatException("mediaType isn't that of a manifest");
        return new ImageManifest(
            Descriptor.Read(root.GetProperty("config")),
            [.. root.GetProperty("layers").EnumerateArray().Select(Descriptor.Read)],
            ReadAnnotations(root),
            root.TryGetProperty("artifactType", out var type) ? type.GetString() : null);
    });

    private static List<KeyValuePair<string, string>> ReadAnnotations(JsonElement root) =>
        root.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
            ? [.. annotations.EnumerateObject().Where(a => a.Value.ValueKind == JsonValueKind.String)
                .Select(a => new KeyValuePair<string, string>(a.Name, a.Value.GetString()!))]
            : [];
}
