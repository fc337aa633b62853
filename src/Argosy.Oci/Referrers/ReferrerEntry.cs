using System.Text.Json;
using Argosy.Oci.Model;

namespace Argosy.Oci.Referrers;

/// <summary>A manifest in a list of referrers (OCI distribution spec, "Listing Referrers").</summary>
/// <param name="Manifest">Its descriptor.</param>
/// <param name="ArtifactType">The manifest's artifact type, or else its configuration's media type.</param>
/// <param name="Annotations">The manifest's annotations.</param>
public sealed record ReferrerEntry(
    Descriptor Manifest, string? ArtifactType, IReadOnlyList<KeyValuePair<string, string>> Annotations)
{
    private const string RefNameAnnotation = "org.opencontainers.image.ref.name";

    /// <summary>The tag, in a layout's <c>index.json</c>; null for none.</summary>
    public string? Tag => Annotations.FirstOrDefault(a => a.Key == RefNameAnnotation).Value;

    /// <summary>The entry of a manifest.</summary>
    public static ReferrerEntry Of(StoredManifest stored, ArtifactManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(manifest);
        return new(stored.Descriptor, manifest.ArtifactType ?? manifest.Config.MediaType, manifest.Annotations);
    }

    internal ReferrerEntry Tagged(string tag) => this with
    {
        Annotations = [.. Annotations.Where(a => a.Key != RefNameAnnotation), new(RefNameAnnotation, tag)],
    };

    /// <summary>Reads the entries of an index.</summary>
    /// <exception cref="FormatException">It isn't an index, with the reason.</exception>
    public static IReadOnlyList<ReferrerEntry> ReadAll(ReadOnlyMemory<byte> index) =>
        OciDocument.Read<IReadOnlyList<ReferrerEntry>>(
            index, root => [.. root.GetProperty("manifests").EnumerateArray().Select(Read)]);

    /// <summary>An index of entries, in their order.</summary>
    internal static byte[] WriteIndex(IEnumerable<ReferrerEntry> entries) => OciJson.Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Index);
        json.WriteStartArray("manifests");
        foreach (var entry in entries) entry.Write(json);
        json.WriteEndArray();
    });

    private static ReferrerEntry Read(JsonElement json) => new(
        Descriptor.Read(json), json.TryGetProperty("artifactType", out var type) ? type.GetString() : null,
        ArtifactManifest.ReadAnnotations(json));

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", Manifest.MediaType);
        json.WriteString("digest", Manifest.Digest.ToString());
        json.WriteNumber("size", Manifest.Size);
        if (ArtifactType is { } type) json.WriteString("artifactType", type);
        Manifest.Platform?.Write(json);
        json.WriteMap("annotations", Annotations);
        json.WriteEndObject();
    }
}
