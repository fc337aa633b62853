using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Images.Inspection;

namespace Argosy.Cli.Images;

/// <summary>The output of `argosy images inspect --json`.</summary>
/// <param name="Layout">The layout's folder.</param>
/// <param name="Images">One for each platform, in the order of the index.</param>
internal sealed record InspectDocument(string Layout, IReadOnlyList<ImageSummary> Images);

/// <summary>The output of `argosy images smoke --json`.</summary>
/// <param name="Layout">The layout's folder.</param>
/// <param name="Engine">The engine that ran the containers.</param>
/// <param name="Passed">Whether the command succeeds.</param>
/// <param name="Results">One for each architecture.</param>
internal sealed record SmokeDocument(
    string Layout, string Engine, bool Passed, IReadOnlyList<SmokeResult> Results);

/// <summary>One architecture's self-test.</summary>
/// <param name="Architecture">Argosy's name.</param>
/// <param name="Digest">Of the platform's manifest.</param>
/// <param name="Verdict"><c>passed</c>, <c>failed</c> or <c>inconclusive</c>.</param>
/// <param name="Reason">Of any other verdict than passed.</param>
/// <param name="Seconds">How long it took, with loading the image.</param>
internal sealed record SmokeResult(
    string Architecture, string Digest, string Verdict, string? Reason, double Seconds);

/// <summary>JSON of the commands for images; sizes are bytes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    Converters = [typeof(DigestConverter)])]
[JsonSerializable(typeof(InspectDocument))]
[JsonSerializable(typeof(SmokeDocument))]
internal sealed partial class ImagesJson : JsonSerializerContext;
