using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;
using Cake.Argosy.Module;

namespace Cake.Argosy.Proofs;

/// <summary>Turns what ran into what it proves of an artifact.</summary>
public static class Evidence
{
    /// <summary>Records a run: passed proves the level, failed is error ARG0726, inconclusive says nothing and is noted.
    /// </summary>
    /// <param name="artifact">The artifact's path, relative to the project.</param>
    /// <param name="level">What a pass proves.</param>
    /// <param name="outcome">How it went.</param>
    /// <param name="how">In a few words: what ran, and where.</param>
    public static void Record(string artifact, ProofLevel level, RunOutcome outcome, string how)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var run = TaskRun.Current ?? throw new InvalidOperationException("no task is running");
        if (outcome.Verdict == Verdict.Failed) throw Disproved(artifact, $"{how}: {outcome.Reason}");
        var inconclusive = outcome.Verdict == Verdict.Inconclusive;
        run.Proved(new(artifact, level, inconclusive ? $"{how}: {outcome.Reason}" : how, inconclusive));
        if (inconclusive) run.Note($"{how} was inconclusive: {outcome.Reason}");
    }

    /// <summary>An artifact that doesn't do on its platform what it should.</summary>
    public static ArgosyException Disproved(string artifact, string cause) => new(new Diagnosis(
        "ARG0726", new(artifact), cause.TrimEnd('.'), "The task's log has all that it said."));
}
