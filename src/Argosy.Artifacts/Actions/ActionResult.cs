namespace Argosy.Artifacts.Actions;

/// <summary>What a task's run gave, as caches keep it. Only good ends are kept: an exit code other than 0 is never
/// found.</summary>
/// <param name="Key">Of the action that gave it.</param>
/// <param name="Task">The task's name, for people.</param>
/// <param name="ExitCode">0.</param>
/// <param name="Seconds">How long the run took.</param>
/// <param name="Pinned">Everything it was made from is pinned by a lock.</param>
/// <param name="Outputs">What it made.</param>
/// <param name="Artifacts">What of that is meant to be used.</param>
/// <param name="Proofs">What it proved.</param>
/// <param name="Notes">What the user should go on reading while this result stands.</param>
/// <param name="Log">What it printed, line ends as LF.</param>
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
