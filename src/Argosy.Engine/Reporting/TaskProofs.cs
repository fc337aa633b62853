using Argosy.Artifacts;
using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Reporting;

/// <summary>Compares a task's proofs with the required levels.</summary>
internal static class TaskProofs
{
    /// <summary>Adds the artifacts' digests and the required levels to the proofs.</summary>
    /// <param name="node">The task.</param>
    /// <param name="proofs">As the task recorded them.</param>
    /// <param name="known">Finds every artifact that this run or an earlier one made, the newest first: all records of
    /// the journal, so it is called only for a task that has proofs.</param>
    public static IReadOnlyList<Proof> Complete(
        TaskNode node, IReadOnlyList<Proof> proofs, Func<IEnumerable<Artifact>> known)
    {
        if (proofs.Count == 0) return proofs;
        var artifacts = known().DistinctBy(a => a.Path).ToList();
        return
        [
            .. proofs.Select(p => p with
            {
                Content = artifacts.Find(a => p.IsOf(a.Path))?.Digest,
                // A part that is proven elsewhere requires nothing here.
                Asked = p.Level == ProofLevel.Built ? p.Asked : Least(node.Declaration.Asked, p.Asked),
            }),
        ];
    }

    /// <summary>The error of a task that disproved artifacts, or left them below the required level; null if there is
    /// none.</summary>
    public static ArgosyException? Error(IReadOnlyList<Proof> proofs, bool allowInconclusive)
    {
        var faults = proofs.Where(p => p.Disproved).Select(p => new Diagnostic(
            "ARG0726", new(p.Path), p.How.TrimEnd().TrimEnd('.'), "The task's log has all that it said."));
        List<Diagnostic> diagnostics = [.. faults, .. allowInconclusive ? [] : Shortfalls(proofs)];
        return diagnostics.Count > 0 ? new(diagnostics) : null;
    }

    /// <summary>Artifacts below the required level, each with the reason; without disproved ones.</summary>
    public static IReadOnlyList<Diagnostic> Shortfalls(IReadOnlyList<Proof> proofs) =>
    [
        .. Paths(proofs).Select(path => (Path: path, Summary: ProofSummary.Of(path, proofs)))
            .Where(p => p.Summary is { IsShort: true, Disproved: null }).Select(p => Shortfall(p.Path, p.Summary)),
    ];

    /// <summary>The lines at the end of a run: artifacts that are disproved, or below the required level.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Proof> proofs) =>
        from path in Paths(proofs)
        let summary = ProofSummary.Of(path, proofs)
        where summary.IsShort
        select summary.Disproved is { } fault
            ? $"disproved: {path}: {FirstLine(fault)}"
            : $"not proven: {path}: {Reached(summary)}: {FirstLine(Why(summary))}";

    // A part separately: other tasks may prove the other parts.
    private static IEnumerable<string> Paths(IReadOnlyList<Proof> proofs) =>
        proofs.Where(p => p.Asked is not null || p.Inconclusive || p.Disproved)
            .Select(p => p.Path)
            .Distinct(StringComparer.Ordinal);

    private static Diagnostic Shortfall(string path, ProofSummary summary) => summary.Inconclusive is { } why
        ? new("ARG0772", new(path),
            $"{Reached(summary)}, since the proof was inconclusive: {why.TrimEnd().TrimEnd('.')}",
            "Make the proof possible here; or run with --allow-inconclusive to go on without it.")
        : new("ARG0773", new(path), $"{Reached(summary)}: {Why(summary)}",
            "Give it a proof, such as a test that uses it; or let the task ask for less with Proves(ProofLevel.…), "
                + "or run with --allow-inconclusive.");

    private static string Reached(ProofSummary summary) => summary.Asked is { } asked
        ? $"it is proven to '{Word(summary.Level)}', and '{Word(asked)}' is asked"
        : $"it is proven to '{Word(summary.Level)}'";

    private static string Why(ProofSummary summary) => summary.Inconclusive ?? summary.By ?? "nothing was tried";

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static string Word(ProofLevel level) => level.ToString().ToLowerInvariant();

    private static ProofLevel? Least(ProofLevel? declared, ProofLevel? highest) =>
        declared is null || declared > highest ? highest ?? declared : declared;
}
