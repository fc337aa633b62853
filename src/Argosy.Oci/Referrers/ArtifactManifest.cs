using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Oci.Model;

namespace Argosy.Oci.Referrers;

/// <summary>A blob of an artifact, with its annotations.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Annotations">In the order in which they are written.</param>
public sealed record ArtifactLayer(Descriptor Blob, IReadOnlyList<KeyValuePair<string, string>> Annotations)
{
    /// <summary>An annotation's value; null if there is none.</summary>
    public string? FindAnnotation(string name) => Annotations.FirstOrDefault(a => a.Key == name).Value;

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", Blob.MediaType);
        json.WriteString("digest", Blob.Digest.ToString());
        json.WriteNumber("size", Blob.Size);
        json.WriteMap("annotations", Annotations);
        json.WriteEndObject();
    }
}

/// <summary>A manifest that refers to another one (OCI image spec 1.1, "Guidelines for Artifact Usage").</summary>
/// <param name="ArtifactType">The artifact's type; null for one that only its configuration's type identifies.</param>
/// <param name="Config">The configuration; <see cref="Empty"/> for an artifact without one.</param>
/// <param name="Layers">The artifact's content.</param>
public sealed record ArtifactManifest(string? ArtifactType, Descriptor Config, IReadOnlyList<ArtifactLayer> Layers)
{
    /// <summary>The content of <see cref="Empty"/>: <c>{}</c>.</summary>
    public static byte[] EmptyBytes => "{}"u8.ToArray();

    /// <summary>The configuration of an artifact without one.</summary>
    public static Descriptor Empty { get; } = new(
        "application/vnd.oci.empty.v1+json",
        Digest.TryParse("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")!.Value, 2);

    /// <summary>The manifest that this one is about; null for none.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>In the order in which they are written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Annotations { get; init; } = [];

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
        if (Subject is { } subject)
        {
            json.WritePropertyName("subject");
            new Descriptor(subject.MediaType, subject.Digest, subject.Size).Write(json);
        }

        json.WriteMap("annotations", Annotations);
    });

    /// <summary>Reads a manifest with its subject and all annotations.</summary>
    /// <exception cref="FormatException">It isn't a manifest, with the reason.</exception>
    public static ArtifactManifest Read(ReadOnlyMemory<byte> manifest) => OciDocument.Read(manifest, root =>
        new ArtifactManifest(
            root.TryGetProperty("artifactType", out var type) ? type.GetString() : null,
            Descriptor.Read(root.GetProperty("config")),
            [.. root.GetProperty("layers").EnumerateArray()
                .Select(l => new ArtifactLayer(Descriptor.Read(l), ReadAnnotations(l)))])
        {
            Subject = root.TryGetProperty("subject", out var subject) ? Descriptor.Read(subject) : null,
            Annotations = ReadAnnotations(root),
        });

    internal static IReadOnlyList<KeyValuePair<string, string>> ReadAnnotations(JsonElement json) =>
        json.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
            ? [.. annotations.EnumerateObject().Where(a => a.Value.ValueKind == JsonValueKind.String)
                .Select(a => new KeyValuePair<string, string>(a.Name, a.Value.GetString()!))]
            : [];
}
