using Argosy.Artifacts;

namespace Cake.Argosy.Module.Incremental;

/// <summary>What is remembered of a task's last good run.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Key">The action key's digest.</param>
/// <param name="Outputs">The outputs' signature right after the run.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Pinned">Everything it was made from is pinned by a lock.</param>
/// <param name="Artifacts">What it made.</param>
/// <param name="Proofs">What it proved.</param>
/// <param name="Notes">What the user should go on reading while this result stands.</param>
internal sealed record TaskRecord(
    string Task,
    string Key,
    string Outputs,
    double Seconds,
    bool Pinned,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<string> Notes);
