using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Execution;

/// <summary>What a task proved, held against what is asked of it.</summary>
internal static class TaskProofs
{
    /// <summary>The proofs with what they are of, by content, and what the task's declaration asks for.</summary>
    /// <param name="node">The task.</param>
    /// <param name="proofs">As the task told them.</param>
    /// <param name="known">Every artifact that this run or an earlier one made, the newest first.</param>
    public static IReadOnlyList<Proof> Complete(TaskNode node, IReadOnlyList<Proof> proofs, IEnumerable<Artifact> known)
    {
        if (proofs.Count == 0) return proofs;
        var artifacts = known.DistinctBy(a => a.Path).ToList();
        return
        [
            .. proofs.Select(p => p with
            {
                Content = artifacts.Find(a => p.IsOf(a.Path))?.Digest,
                // That a part is proven elsewhere asks for nothing here.
                Asked = p.Level == ProofLevel.Built ? p.Asked : Least(node.Declaration.Asked, p.Asked),
            }),
        ];
    }

    /// <summary>The error of a task that found artifacts wrong, or left them below what is asked; null where there is none.</summary>
    public static ArgosyException? Error(IReadOnlyList<Proof> proofs, bool allowInconclusive)
    {
        var faults = proofs.Where(p => p.Disproved).Select(p => new Diagnostic(
            "ARG0726", new(p.Path), p.How.TrimEnd().TrimEnd('.'), "The task's log has all that it said."));
        List<Diagnostic> diagnostics = [.. faults, .. allowInconclusive ? [] : Shortfalls(proofs)];
        return diagnostics.Count > 0 ? new(diagnostics) : null;
    }

    /// <summary>Artifacts that the proofs leave below what is asked, each with why; none of those found wrong.</summary>
    public static IReadOnlyList<Diagnostic> Shortfalls(IReadOnlyList<Proof> proofs) =>
    [
        .. Paths(proofs).Select(path => (Path: path, Summary: ProofSummary.Of(path, proofs)))
            .Where(p => p.Summary is { IsShort: true, Disproved: null }).Select(p => Shortfall(p.Path, p.Summary)),
    ];

    /// <summary>The lines that end a run: artifacts that are wrong, or below what is asked.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Proof> proofs) =>
        from path in Paths(proofs)
        let summary = ProofSummary.Of(path, proofs)
        where summary.IsShort
        select summary.Disproved is { } fault
            ? $"disproved: {path}: {FirstLine(fault)}"
            : $"not proven: {path}: {Reached(summary)}: {FirstLine(Why(summary))}";

    // A part by itself: the whole's other parts may be other tasks'.
    private static IEnumerable<string> Paths(IReadOnlyList<Proof> proofs) =>
        proofs.Where(p => p.Asked is not null || p.Inconclusive || p.Disproved).Select(p => p.Path).Distinct(StringComparer.Ordinal);

    private static Diagnostic Shortfall(string path, ProofSummary summary) => summary.Inconclusive is { } why
        ? new("ARG0772", new(path), $"{Reached(summary)}, since the proof was inconclusive: {why.TrimEnd().TrimEnd('.')}",
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
