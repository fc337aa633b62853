using Argosy.Artifacts;
using Argosy.Artifacts.Tasks;

namespace Argosy.Toolchains.Running;

/// <summary>Converts runs into proofs of artifacts. The engine fails the task for disproved artifacts, and for those
/// below the required level.</summary>
public static class Evidence
{
    /// <summary>Records a run: passed proves the level, failed disproves the artifact (error ARG0726), inconclusive
    /// proves nothing.</summary>
    /// <param name="task">The running task.</param>
    /// <param name="artifact">The artifact's path, relative to the project.</param>
    /// <param name="level">The level that a pass proves; also the required one by default.</param>
    /// <param name="outcome">The run's outcome.</param>
    /// <param name="how">A short description: what ran, and where.</param>
    /// <param name="asked">The highest level that is possible for such an artifact.</param>
    public static void Record(
        this TaskContext task, string artifact, ProofLevel level, RunOutcome outcome, string how,
        ProofLevel? asked = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Verdict == Verdict.Failed)
        {
            task.Disprove(artifact, level, $"{how}: {outcome.Reason}");
            return;
        }

        var inconclusive = outcome.Verdict == Verdict.Inconclusive;
        task.Proved(new(artifact, level, inconclusive ? $"{how}: {outcome.Reason}" : how, inconclusive)
        {
            Asked = asked ?? level
        });
        if (inconclusive) task.Note($"{how} was inconclusive: {outcome.Reason}");
    }

    /// <summary>Records that an artifact has reached a level.</summary>
    public static void Record(
        this TaskContext task, string artifact, ProofLevel level, string how, ProofLevel? asked = null) =>
        task.Proved(new(artifact, level, how) { Asked = asked ?? level });

    /// <summary>Records that an artifact doesn't work on its platform.</summary>
    public static void Disprove(this TaskContext task, string artifact, ProofLevel level, string cause) =>
        task.Proved(new(artifact, level, cause) { Asked = level, Disproved = true });

    /// <summary>Records that an artifact has parts that this task doesn't prove: until others do, the whole isn't
    /// proven.</summary>
    public static void Await(this TaskContext task, string artifact, IEnumerable<string> parts)
    {
        foreach (var part in parts)
            task.Proved(new(Proof.OfPart(artifact, part), ProofLevel.Built, "proven elsewhere, or not at all"));
    }
}
