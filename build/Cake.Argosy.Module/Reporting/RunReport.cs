using System.Text.Json;
using Argosy.Artifacts;
using Cake.Argosy.Module.Incremental;

namespace Cake.Argosy.Module.Reporting;

/// <summary><c>artifacts/report.json</c> and <c>artifacts/trace.json</c>.</summary>
internal static class RunReport
{
    private const int SchemaVersion = 1;

    /// <summary>Every artifact that lies in the folder, from this run or an earlier one, and this run's time line.
    /// </summary>
    public static void Write(Workspace workspace, IReadOnlyList<TaskResult> results)
    {
        if (results.All(r => r.Node.IsComposite)) return;
        var records = workspace.Records.All();
        var proofs = records.SelectMany(r => r.Proofs)
            .Concat(results.SelectMany(r => r.Proofs)).ToLookup(p => p.Path, StringComparer.Ordinal);
        var artifacts = records
            .SelectMany(r => r.Artifacts.Select(a => (Artifact: a, Record: r)))
            .Where(a => Path.Exists(Path.Combine(workspace.Root, a.Artifact.Path)))
            .OrderBy(a => a.Artifact.Path, StringComparer.Ordinal)
            .Select(a => Entry(a.Artifact, a.Record, [.. proofs[a.Artifact.Path]]));
        var report = new { schemaVersion = SchemaVersion, artifacts = artifacts.ToList() };
        AtomicFile.Write(Path.Combine(workspace.Artifacts, "report.json"), JsonSerializer.Serialize(report, RecordStore.Json) + "\n");
        TraceFile.Write(Path.Combine(workspace.Artifacts, "trace.json"), results);
    }

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
