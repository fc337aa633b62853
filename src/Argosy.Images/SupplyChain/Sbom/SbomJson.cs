using System.Text.Encodings.Web;
using System.Text.Json;

namespace Argosy.Images.SupplyChain.Sbom;

/// <summary>Writes documents for people and programs: indented, with keys in the order of the calls.</summary>
public static class SbomJson
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>One object, and a line feed.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>RFC 3339, in UTC, whole seconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
