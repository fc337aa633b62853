using System.Text.Json;

namespace Argosy.Oci.Model;

/// <summary>Reads documents that refer to other blobs: an index or a manifest.</summary>
public static class OciDocument
{
    /// <summary>The descriptors of an index or a manifest, in the order of the document.</summary>
    /// <exception cref="FormatException">It is neither, with the reason.</exception>
    public static IReadOnlyList<Descriptor> References(ReadOnlyMemory<byte> document) =>
        Read<IReadOnlyList<Descriptor>>(document, root =>
            root.TryGetProperty("manifests", out var manifests)
                ? [.. manifests.EnumerateArray().Select(Descriptor.Read)]
                : [
                    Descriptor.Read(root.GetProperty("config")),
                    .. root.GetProperty("layers").EnumerateArray().Select(Descriptor.Read)
                ]);

    internal static T Read<T>(ReadOnlyMemory<byte> document, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.GetProperty("schemaVersion").GetInt32() == 2
                ? read(json.RootElement)
                : throw new FormatException("schemaVersion isn't 2");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
