using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Release.Contents;

/// <summary>Lets only proven artifacts into a release.</summary>
/// <param name="task">Knows the proofs.</param>
internal sealed class ProofGate(TaskContext task)
{
    /// <summary>Error ARG0942 for each artifact that is below its level, was disproved, or whose proof was
    /// inconclusive.</summary>
    public IEnumerable<Diagnostic> Faults(IEnumerable<ProofDemand> demands) =>
        demands.DistinctBy(d => (d.Path, d.Content)).Select(Fault).OfType<Diagnostic>();

    private Diagnostic? Fault(ProofDemand demand)
    {
        var proven = ProofSummary.Of(demand.Path, task.ProofsOf(demand.Content));
        var least = proven.Asked ?? demand.Least;
        if (proven.Disproved is null && proven.Level >= least) return null;
        var cause = proven.Disproved is { } fault ? $"a proof failed: {FirstLine(fault)}"
            : $"it is proven to '{Word(proven.Level)}', and '{Word(least)}' is asked"
                + (proven.Inconclusive is { } why ? $"; the proof was inconclusive: {FirstLine(why)}" : "");
        return new("ARG0942", new(demand.Path), cause, "Run --target=Verify; each task's log has what its proof said.");
    }

    private static string Word(ProofLevel level) => level.ToString().ToLowerInvariant();

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd().TrimEnd('.');
}
