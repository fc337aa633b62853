using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Artifacts.Trust;

namespace Argosy.Artifacts.Registry;

/// <summary>The manifest of a task's result: an OCI image manifest with an artifact type (OCI image spec 1.1).</summary>
/// <param name="Config">The result without its log.</param>
/// <param name="Outputs">Its files, as <see cref="LayerPlan"/> cuts them; none for a result without files.</param>
/// <param name="Log">What the task printed.</param>
/// <param name="Signature">Who vouches for <paramref name="Config"/> and <paramref name="Log"/>: an annotation; null for nobody.</param>
internal sealed record ActionManifest(Descriptor Config, IReadOnlyList<Descriptor> Outputs, Descriptor Log, ResultSignature? Signature = null)
{
    // "KEY BASE64"
    private const string SignatureName = "io.argosy.signature";

    // "+" in media types stays readable.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Always the same bytes.</summary>
    public byte[] Write()
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 2);
            json.WriteString("mediaType", ActionMediaTypes.Manifest);
            json.WriteString("artifactType", ActionMediaTypes.Artifact);
            json.WritePropertyName("config");
            Write(json, Config);
            json.WriteStartArray("layers");
            foreach (var layer in Outputs) Write(json, layer);
            Write(json, Log);
            json.WriteEndArray();
            if (Signature is { } signature)
            {
                json.WriteStartObject("annotations");
                json.WriteString(SignatureName, $"{signature.Key} {signature.Value}");
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Reads one; null for anything else.</summary>
    public static ActionManifest? TryRead(byte[] manifest)
    {
        try
        {
            using var document = JsonDocument.Parse(manifest);
            var root = document.RootElement;
            if (root.GetProperty("schemaVersion").GetInt32() != 2 || root.GetProperty("mediaType").GetString() != ActionMediaTypes.Manifest
                || root.GetProperty("artifactType").GetString() != ActionMediaTypes.Artifact) return null;
            var config = TryRead(root.GetProperty("config"), ActionMediaTypes.Config);
            var layers = root.GetProperty("layers");
            var last = layers.GetArrayLength() - 1;
            List<Descriptor?> read = [.. layers.EnumerateArray().Select((l, i) => TryRead(l, i < last ? ActionMediaTypes.Outputs : ActionMediaTypes.Log))];
            return config is null || read.Count == 0 || read.Contains(null) ? null : new(config, [.. read.SkipLast(1).Select(l => l!)], read[^1]!, SignatureOf(root));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static ResultSignature? SignatureOf(JsonElement manifest) =>
        manifest.TryGetProperty("annotations", out var notes) && notes.ValueKind == JsonValueKind.Object
        && notes.TryGetProperty(SignatureName, out var written) && written.ValueKind == JsonValueKind.String
        && written.GetString()!.Split(' ') is [var key, var value]
            ? new(key, value)
            : null;

    private static void Write(Utf8JsonWriter json, Descriptor blob)
    {
        json.WriteStartObject();
        json.WriteString("mediaType", blob.MediaType);
        json.WriteString("digest", blob.Digest.ToString());
        json.WriteNumber("size", blob.Size);
        json.WriteEndObject();
    }

    private static Descriptor? TryRead(JsonElement blob, string mediaType) =>
        blob.GetProperty("mediaType").GetString() == mediaType && blob.GetProperty("digest").GetString() is { } text
        && Digest.TryParse(text) is { } digest && blob.GetProperty("size").GetInt64() is >= 0 and var size
            ? new(mediaType, digest, size)
            : null;
}
