using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Pipelines.Health;
using Argosy.Platforms;

namespace Argosy.Cli;

/// <summary>JSON of job health: durations are seconds, shares 0 to 1, times UTC, architectures by Argosy's names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    Converters = [typeof(ArchitectureConverter)])]
[JsonSerializable(typeof(PromotionDocument))]
internal sealed partial class PromotionJson : JsonSerializerContext;

/// <summary>What `argosy health promote --json` prints.</summary>
/// <param name="Advice">Of every job.</param>
/// <param name="Diff">The change of the configuration.</param>
/// <param name="ByHand">What that leaves to be done.</param>
internal sealed record PromotionDocument(IReadOnlyList<VotingAdvice> Advice, string Diff, IReadOnlyList<Pipelines.Promotion.VotingByHand> ByHand);

internal sealed class ArchitectureConverter : JsonConverter<Architecture>
{
    public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Architecture.TryFind(reader.GetString() ?? "") ?? throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
