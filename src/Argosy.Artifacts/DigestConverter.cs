using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argosy.Artifacts;

/// <summary>Digests in JSON: <c>"sha256:…"</c>; anything else is no digest.</summary>
public sealed class DigestConverter : JsonConverter<Digest>
{
    /// <inheritdoc />
    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        // Results have tens of thousands of digests: unescaped ones are parsed without allocating a string.
        (reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false }
            ? Digest.TryParse(reader.ValueSpan)
            : Digest.TryParse(reader.GetString() ?? "")) ?? throw new JsonException("not a digest");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
