using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Images.Oci;

/// <summary>Reads what refers to other blobs: an index or a manifest.</summary>
internal static class OciDocumentReader
{
    /// <summary>The descriptors in a document, in its order. Error ARG0421 where it isn't such a document.</summary>
    public static IReadOnlyList<Descriptor> References(byte[] document, string shownAs)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var root = json.RootElement;
            if (root.GetProperty("schemaVersion").GetInt32() != 2) throw new FormatException("schemaVersion isn't 2");
            if (root.TryGetProperty("manifests", out var manifests)) return [.. manifests.EnumerateArray().Select(Read)];
            return [Read(root.GetProperty("config")), .. root.GetProperty("layers").EnumerateArray().Select(Read)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ArgosyException(new Diagnosis("ARG0421", new(shownAs),
                $"it is no OCI index or manifest: {e.Message.TrimEnd('.')}", "Build the image again."), e);
        }
    }

    private static Descriptor Read(JsonElement json)
    {
        var digest = json.GetProperty("digest").GetString()!;
        var descriptor = new Descriptor(
            json.GetProperty("mediaType").GetString()!,
            Digest.TryParse(digest) ?? throw new FormatException($"'{digest}' is no SHA-256 digest"),
            json.GetProperty("size").GetInt64());
        return json.TryGetProperty("platform", out var platform)
            ? descriptor with { Platform = ReadPlatform(platform) }
            : descriptor;
    }

    private static OciPlatform ReadPlatform(JsonElement json) => new(
        json.GetProperty("os").GetString()!,
        json.GetProperty("architecture").GetString()!,
        json.TryGetProperty("variant", out var variant) ? variant.GetString() : null);
}
