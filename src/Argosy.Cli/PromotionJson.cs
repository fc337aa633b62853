using System.Text.Json.Serialization;
using Argosy.JobHealth;
using Argosy.JobHealth.Promotion;

namespace Argosy.Cli;

/// <summary>JSON of job health: durations are seconds, shares 0 to 1, times UTC, architectures by Argosy's names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    Converters = [typeof(ArchitectureJson)])]
[JsonSerializable(typeof(PromotionDocument))]
internal sealed partial class PromotionJson : JsonSerializerContext;

/// <summary>What `argosy health promote --json` prints.</summary>
/// <param name="Advice">Of every job.</param>
/// <param name="Diff">The change of the configuration.</param>
/// <param name="ByHand">What that leaves to be done.</param>
internal sealed record PromotionDocument(IReadOnlyList<VotingAdvice> Advice, string Diff, IReadOnlyList<VotingByHand> ByHand);
