using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Artifacts;
using Argosy.Artifacts.Journal;

namespace Cake.Argosy.Module.Reporting;

/// <summary><c>artifacts/report.json</c>: every artifact, for people, tools and later tasks.</summary>
internal static class RunReport
{
    private const int SchemaVersion = 1;
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DigestConverter() },
    };

    /// <summary>There is one.</summary>
    public static bool Exists(Workspace workspace) => File.Exists(PathIn(workspace));

    /// <summary>Writes every artifact that lies in the folder, from this run or an earlier one, and how far each has been
    /// proven.</summary>
    /// <param name="workspace">Whose journal knows them.</param>
    /// <param name="inRun">Proofs of this run, inconclusive ones included, which the journal doesn't keep.</param>
    public static void Write(Workspace workspace, IReadOnlyList<Proof> inRun)
    {
        var records = workspace.Journal.Tasks;
        var proofs = records.SelectMany(r => r.Proofs).Concat(inRun).ToLookup(p => p.Path, StringComparer.Ordinal);
        var artifacts = records
            .SelectMany(r => r.Artifacts.Select(a => (Artifact: a, Record: r)))
            .Where(a => Path.Exists(Path.Combine(workspace.Root, a.Artifact.Path)))
            .OrderBy(a => a.Artifact.Path, StringComparer.Ordinal)
            .Select(a => Entry(a.Artifact, a.Record, [.. proofs[a.Artifact.Path]]));
        var report = new { schemaVersion = SchemaVersion, artifacts = artifacts.ToList() };
        AtomicFile.Write(PathIn(workspace), JsonSerializer.Serialize(report, s_json) + "\n");
    }

    private static string PathIn(Workspace workspace) => Path.Combine(workspace.Artifacts, "report.json");

    private static object Entry(Artifact artifact, TaskRecord record, List<Proof> proofs)
    {
        var best = proofs.Where(p => !p.Inconclusive).OrderByDescending(p => p.Level).FirstOrDefault();
        return new
        {
            name = artifact.Name,
            kind = artifact.Kind,
            architecture = artifact.Architecture,
            path = artifact.Path,
            digest = artifact.Digest,
            size = artifact.Size,
            pinned = artifact.Pinned,
            proof = best?.Level ?? ProofLevel.Built,
            proofBy = best?.How,
            inconclusive = proofs.FirstOrDefault(p => p.Inconclusive)?.How,
            task = record.Task,
            seconds = Math.Round(record.Seconds, 3),
        };
    }
}
