using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Platforms;

namespace Argosy.JobHealth;

/// <summary>JSON in camelCase; times are UTC, durations seconds, an architecture is its name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true, // what follows from the rest
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ArchitectureJson), typeof(VerdictJson)])]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(VersionDocument))]
internal sealed partial class HealthDocumentJson : JsonSerializerContext;

/// <summary><c>promote</c>, <c>hold</c> or <c>demote</c>.</summary>
internal sealed class VerdictJson()
    : JsonStringEnumConverter<VotingVerdict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>An architecture by its Argosy name.</summary>
public sealed class ArchitectureJson : JsonConverter<Architecture>
{
    /// <inheritdoc />
    public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException("an architecture is a name");
        return Architecture.TryFind(name) ?? throw new JsonException($"'{name}' is no architecture");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
