using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;

namespace Argosy.EndToEnd.Tests.Building;

/// <summary>A folder's <c>artifacts/report.json</c>.</summary>
public sealed record Report(int SchemaVersion, IReadOnlyList<ReportEntry> Artifacts)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Report Of(string folder) =>
        JsonSerializer.Deserialize<Report>(File.ReadAllText(Path.Combine(folder, "artifacts/report.json")), s_json)!;

    /// <summary>Digests by path of the artifacts that match a filter.</summary>
    public SortedDictionary<string, string> Digests(Func<ReportEntry, bool> filter) =>
        new(Artifacts.Where(filter).ToDictionary(a => a.Path, a => a.Digest), StringComparer.Ordinal);
}

/// <summary>One artifact of the report.</summary>
public sealed record ReportEntry(
    string Name,
    ArtifactKind Kind,
    string? Architecture,
    string Path,
    string Digest,
    long Size,
    ProofLevel Proof,
    string? Inconclusive,
    string Task,
    double Seconds);
