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
    /// <param name="verdict">How it went.</param>
    /// <param name="reason">Why, for anything but passed.</param>
    /// <param name="how">In a few words: what ran, and where.</param>
    public static void Record(string artifact, ProofLevel level, Verdict verdict, string? reason, string how)
    {
        var run = TaskRun.Current ?? throw new InvalidOperationException("no task is running");
        if (verdict == Verdict.Failed) throw Disproved(artifact, $"{how}: {reason}");
        var inconclusive = verdict == Verdict.Inconclusive;
        run.Proved(new(artifact, level, inconclusive ? $"{how}: {reason}" : how, inconclusive));
        if (inconclusive) run.Note($"{how} was inconclusive: {reason}");
    }

    /// <summary>The same for a program that was run.</summary>
    public static void Record(string artifact, ProofLevel level, RunOutcome outcome, string how)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        Record(artifact, level, outcome.Verdict, outcome.Reason, how);
    }

    /// <summary>An artifact that doesn't do on its platform what it should.</summary>
    public static ArgosyException Disproved(string artifact, string cause) => new(new Diagnosis(
        "ARG0726", new(artifact), cause.TrimEnd('.'), "The task's log has all that it said."));
}
