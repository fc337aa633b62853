using Argosy.Artifacts;
using Argosy.Toolchains.Running;
using Cake.Argosy.Module;

namespace Cake.Argosy.Proofs;

/// <summary>Turns what ran into what it proves of an artifact. The engine fails the task for what was disproved, and for what
/// is asked and wasn't proven.</summary>
public static class Evidence
{
    /// <summary>Records a run: passed proves the level, failed disproves the artifact (error ARG0726), inconclusive says
    /// nothing.</summary>
    /// <param name="artifact">The artifact's path, relative to the project.</param>
    /// <param name="level">What a pass proves; asked for, where nothing else is.</param>
    /// <param name="outcome">How it went.</param>
    /// <param name="how">In a few words: what ran, and where.</param>
    /// <param name="asked">The highest level that is possible for such an artifact.</param>
    public static void Record(string artifact, ProofLevel level, RunOutcome outcome, string how, ProofLevel? asked = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Verdict == Verdict.Failed)
        {
            Disprove(artifact, level, $"{how}: {outcome.Reason}");
            return;
        }

        var inconclusive = outcome.Verdict == Verdict.Inconclusive;
        Running.Proved(new(artifact, level, inconclusive ? $"{how}: {outcome.Reason}" : how, inconclusive) { Asked = asked ?? level });
        if (inconclusive) Running.Note($"{how} was inconclusive: {outcome.Reason}");
    }

    /// <summary>Records that an artifact has reached a level.</summary>
    public static void Record(string artifact, ProofLevel level, string how, ProofLevel? asked = null) =>
        Running.Proved(new(artifact, level, how) { Asked = asked ?? level });

    /// <summary>Records that an artifact doesn't do on its platform what it should.</summary>
    public static void Disprove(string artifact, ProofLevel level, string cause) =>
        Running.Proved(new(artifact, level, cause) { Asked = level, Disproved = true });

    /// <summary>Records that an artifact has parts that this task doesn't prove: until others do, the whole isn't proven.</summary>
    public static void Await(string artifact, IEnumerable<string> parts)
    {
        foreach (var part in parts) Running.Proved(new(Proof.OfPart(artifact, part), ProofLevel.Built, "proven elsewhere, or not at all"));
    }

    private static TaskRun Running => TaskRun.Current ?? throw new InvalidOperationException("no task is running");
}
