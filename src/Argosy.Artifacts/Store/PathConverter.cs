using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts.Files;

namespace Argosy.Artifacts.Store;

/// <summary>Paths in JSON. A byte that isn't UTF-8, see <see cref="FileName"/>, is NUL and two digits:
/// <c>"caf\u0000E9"</c>. Paths never contain NUL.</summary>
internal sealed class PathConverter : JsonConverter<string>
{
    private const char Escape = '\0';
    private const int FirstStray = 0x80;
    private const int Surrogate = 0xDC00;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString()!;
        if (!text.Contains(Escape)) return text;
        var path = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Escape)
            {
                path.Append(text[i]);
                continue;
            }

            if (i + 2 >= text.Length
                || !byte.TryParse(
                    text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var stray)
                || stray < FirstStray)
                throw new JsonException("no byte after NUL");
            path.Append((char)(Surrogate + stray));
            i += 2;
        }

        // A name has only one form: valid UTF-8 isn't written as bytes.
        var whole = path.ToString();
        var bytes = new byte[FileName.CountBytes(whole)];
        FileName.GetBytes(whole, bytes);
        return FileName.Decode(bytes) == whole ? whole : throw new JsonException("bytes that are UTF-8");
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (!FileName.IsRaw(value))
        {
            writer.WriteStringValue(value);
            return;
        }

        var text = new StringBuilder(value.Length + 8);
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsLowSurrogate(value[i]) && (i == 0 || !char.IsHighSurrogate(value[i - 1])))
                text.Append(Escape).Append($"{value[i] - Surrogate:X2}");
            else
                text.Append(value[i]);
        }

        writer.WriteStringValue(text.ToString());
    }
}
