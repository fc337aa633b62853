using System.Text;
using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Artifacts.Journal;

namespace Argosy.Engine.Reporting;

/// <summary><c>artifacts/report.json</c>: every artifact, for people, tools and later tasks.</summary>
internal static class RunReport
{
    private const int SchemaVersion = 1;

    /// <summary>Whether it exists.</summary>
    public static bool Exists(Workspace workspace) => File.Exists(PathIn(workspace));

    /// <summary>Writes every artifact in the folder, from this run or an earlier one, with its proof level.</summary>
    /// <param name="workspace">Its journal has them.</param>
    /// <param name="inRun">Proofs of this run, inconclusive ones included, which the journal doesn't keep.</param>
    public static void Write(Workspace workspace, IReadOnlyList<Proof> inRun)
    {
        var records = workspace.Journal.Tasks;
        var proofs = records.SelectMany(r => r.Proofs).Concat(inRun)
            .Where(p => p.Content is not null)
            .ToLookup(p => p.Content);
        var artifacts = new List<ReportedArtifact>();
        // The journal also has tasks that the graph has no more. Of two tasks with one path the later made the file.
        var makers = new Dictionary<string, TaskRecord>(StringComparer.Ordinal);
        foreach (var record in records.OrderBy(r => r.Ended))
        {
            foreach (var artifact in record.Artifacts) makers[artifact.Path] = record;
        }

        foreach (var record in records)
        {
            foreach (var artifact in record.Artifacts.Where(a => ReferenceEquals(makers[a.Path], record)))
            {
                if (Path.Exists(Path.Combine(workspace.Root, artifact.Path)))
                    artifacts.Add(Entry(artifact, record, proofs[artifact.Digest]));
            }
        }

        artifacts.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        var report = new MemoryStream();
        new ReportDocument(SchemaVersion, artifacts).Write(report);
        // The same report keeps its time: a run without work writes nothing.
        AtomicFile.Write(PathIn(workspace), Encoding.UTF8.GetString(report.GetBuffer(), 0, (int)report.Length));
    }

    private static string PathIn(Workspace workspace) => Path.Combine(workspace.Artifacts, "report.json");

    // Only proofs of exactly these bytes: a rebuilt artifact is unproven.
    private static ReportedArtifact Entry(Artifact artifact, TaskRecord record, IEnumerable<Proof> proofs)
    {
        var proven = ProofSummary.Of(artifact.Path, proofs);
        return new(
            artifact.Name, Word(artifact.Kind.ToString()), artifact.Architecture, artifact.Path,
            artifact.Digest.ToString(), artifact.Size, artifact.Pinned, Word(proven.Level.ToString()), proven.By,
            proven.Asked is { } asked ? Word(asked.ToString()) : null, Word(proven.Verdict.ToString()),
            proven.Inconclusive, proven.Disproved, record.Task, Math.Round(record.Seconds, 3));
    }

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
