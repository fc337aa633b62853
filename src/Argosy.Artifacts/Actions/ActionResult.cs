namespace Argosy.Artifacts.Actions;

/// <summary>The result of a task's run, as caches keep it. Only successful runs are kept: the exit code is always
/// 0.</summary>
/// <param name="Key">Of the action that gave it.</param>
/// <param name="Task">The task's name, for people.</param>
/// <param name="ExitCode">0.</param>
/// <param name="Seconds">How long the run took.</param>
/// <param name="Pinned">Everything it was made from is pinned by a lock.</param>
/// <param name="Outputs">Its output files.</param>
/// <param name="Artifacts">The artifacts among them.</param>
/// <param name="Proofs">What it proved.</param>
/// <param name="Notes">Notes to repeat to the user while this result is up to date.</param>
/// <param name="Log">Its output, with LF line ends.</param>
public sealed record ActionResult(
    ActionKey Key,
    string Task,
    int ExitCode,
    double Seconds,
    bool Pinned,
    OutputTree Outputs,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<string> Notes,
    string Log);
