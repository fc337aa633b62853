using System.Text.Json.Serialization;

namespace Cake.Argosy.Module.Reporting;

/// <summary><c>artifacts/report.json</c> as docs/schema/report.schema.json describes it.</summary>
/// <param name="SchemaVersion">Grows when a reader of the old form would misread the new one.</param>
/// <param name="Artifacts">Sorted by path.</param>
internal sealed record ReportDocument(int SchemaVersion, IReadOnlyList<ReportedArtifact> Artifacts);

/// <summary>An artifact, how far it is proven, and by what.</summary>
internal sealed record ReportedArtifact(
    string Name,
    string Kind,
    string? Architecture,
    string Path,
    string Digest,
    long Size,
    bool Pinned,
    string Proof,
    string? ProofBy,
    string? Asked,
    string Verdict,
    string? Inconclusive,
    string? Disproved,
    string Task,
    double Seconds);

// Generated code: what serializers work out at run time is compiled anew in every run.
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
