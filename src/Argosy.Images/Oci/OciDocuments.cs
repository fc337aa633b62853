using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Images.Definition;
using Argosy.Platforms;

namespace Argosy.Images.Oci;

/// <summary>Writes the JSON documents of OCI image spec 1.0: keys in one fixed order, no white space, no clock.</summary>
internal static class OciDocuments
{
    private const string Created = "org.opencontainers.image.created";

    // As a registry's page shows it: '+' and quotes in a description stay readable.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The annotations of a definition with the creation time.</summary>
    public static List<KeyValuePair<string, string>> Annotations(ImageDefinition definition, DateTimeOffset created) =>
        [.. definition.Annotations.Where(a => a.Key != Created).Append(new(Created, Timestamp(created)))
            .OrderBy(a => a.Key, StringComparer.Ordinal)];

    public static byte[] Config(
        ContainerSettings settings, Architecture architecture, IReadOnlyList<Layer> layers, DateTimeOffset created) =>
        Write(json =>
        {
            var platform = OciPlatform.Of(architecture);
            json.WriteString("created", Timestamp(created));
            json.WriteString("architecture", platform.Architecture);
            if (platform.Variant is { } variant) json.WriteString("variant", variant);
            json.WriteString("os", platform.Os);
            json.WriteStartObject("config");
            if (settings.User is { } user) json.WriteString("User", user);
            List(json, "Env", settings.Env.Select(e => $"{e.Key}={e.Value}"));
            List(json, "Entrypoint", settings.Entrypoint);
            List(json, "Cmd", settings.Cmd);
            if (settings.Workdir is { } workdir) json.WriteString("WorkingDir", workdir);
            Map(json, "Labels", settings.Labels);
            json.WriteEndObject();
            json.WriteStartObject("rootfs");
            json.WriteString("type", "layers");
            List(json, "diff_ids", layers.Select(l => l.DiffId.ToString()));
            json.WriteEndObject();
            json.WriteStartArray("history");
            foreach (var layer in layers)
            {
                json.WriteStartObject();
                json.WriteString("created", Timestamp(created));
                json.WriteString("created_by", "argosy");
                json.WriteString("comment", layer.Comment);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    public static byte[] Manifest(
        Descriptor config, IReadOnlyList<Layer> layers, IReadOnlyList<KeyValuePair<string, string>> annotations) =>
        Write(json =>
        {
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", MediaTypes.Manifest);
            json.WritePropertyName("config");
            Reference(json, config);
            json.WriteStartArray("layers");
            foreach (var layer in layers) Reference(json, layer.Blob);
            json.WriteEndArray();
            Map(json, "annotations", annotations);
        });

    /// <summary>An index, whose entries are sorted here: the first that fits is the one an engine takes.</summary>
    public static byte[] Index(
        IEnumerable<Descriptor> manifests, IReadOnlyList<KeyValuePair<string, string>> annotations) =>
        Write(json =>
        {
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", MediaTypes.Index);
            json.WriteStartArray("manifests");
            foreach (var m in manifests.OrderBy(m => m.Platform?.ToString(), StringComparer.Ordinal)) Reference(json, m);
            json.WriteEndArray();
            Map(json, "annotations", annotations);
        });

    // RFC 3339, in UTC, whole seconds.
    private static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static void Reference(Utf8JsonWriter json, Descriptor blob)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", blob.MediaType);
        json.WriteString("digest", blob.Digest.ToString());
        json.WriteNumber("size", blob.Size);
        if (blob.Platform is { } platform)
        {
            json.WriteStartObject("platform");
            json.WriteString("architecture", platform.Architecture);
            json.WriteString("os", platform.Os);
            if (platform.Variant is { } variant) json.WriteString("variant", variant);
            json.WriteEndObject();
        }

        if (blob.RefName is { } name) Map(json, "annotations", [new("org.opencontainers.image.ref.name", name)]);
        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string key, IEnumerable<string> values)
    {
        var list = values.ToList();
        if (list.Count == 0) return;
        json.WriteStartArray(key);
        foreach (var value in list) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter json, string key, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (values.Count == 0) return;
        json.WriteStartObject(key);
        foreach (var (name, value) in values) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
