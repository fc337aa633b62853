using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Artifacts.Store;

/// <summary>Permission bits in JSON, in octal: <c>"0755"</c>.</summary>
internal sealed class ModeConverter : JsonConverter<UnixFileMode>
{
    private const int Digits = 4;

    public override UnixFileMode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Digits];
        if (reader.TokenType != JsonTokenType.String
            || Length(ref reader) != Digits || reader.CopyString(text) != Digits)
            throw new JsonException("not four digits");
        var mode = 0;
        foreach (var digit in text)
            mode = digit is >= (byte)'0' and <= (byte)'7'
                ? (mode * 8) + (digit - '0')
                : throw new JsonException("not octal");
        return (UnixFileMode)mode;
    }

    public override void Write(Utf8JsonWriter writer, UnixFileMode value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Digits];
        for (var (rest, at) = ((int)value, Digits - 1); at >= 0; at--, rest >>= 3) text[at] = (byte)('0' + (rest & 7));
        writer.WriteStringValue(text);
    }

    private static long Length(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
