using System.Text.Json.Serialization;
using Argosy.JobHealth;
using Argosy.JobHealth.Promotion;

namespace Argosy.Cli;

/// <summary>JSON of job health: durations are seconds, shares 0 to 1, times UTC, architectures by Argosy's
/// names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true,
    Converters = [typeof(ArchitectureJson)])]
[JsonSerializable(typeof(PromotionDocument))]
internal sealed partial class PromotionJson : JsonSerializerContext;

/// <summary>The output of `argosy health promote --json`.</summary>
/// <param name="Advice">The advice for every job.</param>
/// <param name="Diff">The change of the configuration.</param>
/// <param name="ByHand">The remaining manual changes.</param>
internal sealed record PromotionDocument(
    IReadOnlyList<VotingAdvice> Advice, string Diff, IReadOnlyList<VotingByHand> ByHand);
