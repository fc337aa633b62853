using System.Text.Encodings.Web;
using System.Text.Json;

namespace Argosy.Oci.Model;

/// <summary>Writes the JSON of OCI documents: keys in the order of the calls, no white space, no clock. The same calls
/// give the same bytes, and so the same digest.</summary>
public static class OciJson
{
    // As registries show it: '+' and quotes in a description stay readable.
    private static readonly JsonWriterOptions s_options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object, whose members <paramref name="members"/> writes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A list of strings; nothing at all for an empty one.</summary>
    public static void WriteList(this Utf8JsonWriter json, string key, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(json);
        var list = values.ToList();
        if (list.Count == 0) return;
        json.WriteStartArray(key);
        foreach (var value in list) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>An object of strings in this order; nothing at all for an empty one.</summary>
    public static void WriteMap(
        this Utf8JsonWriter json, string key, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0) return;
        json.WriteStartObject(key);
        foreach (var (name, value) in values) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
