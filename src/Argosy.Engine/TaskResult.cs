using Argosy.Artifacts;
using Argosy.Engine.Graph;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine;

/// <summary>A task's result in this run.</summary>
/// <param name="Node">The task.</param>
/// <param name="Outcome">Its outcome.</param>
/// <param name="Begin">Its start, from the run's start.</param>
/// <param name="Duration">Its duration; zero if it didn't run.</param>
/// <param name="Artifacts">Its artifacts, from this run or the one it is up to date with.</param>
/// <param name="Proofs">Its proofs, from the same run.</param>
/// <param name="Notes">Its notes for the user.</param>
internal sealed record TaskResult(
    TaskNode Node,
    TaskOutcome Outcome,
    TimeSpan Begin,
    TimeSpan Duration,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<string> Notes)
{
    /// <summary>When the last of its dependencies had ended, from the run's start: then it waited for tokens.</summary>
    public TimeSpan Ready { get; init; }

    /// <summary>The source of a restored result: <c>local</c> or the registry's address; null if it wasn't
    /// restored.</summary>
    public string? From { get; init; }

    /// <summary>Why it ran or was restored; empty if its last result is up to date.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>The unmet criterion of a skipped task, in the script's words; null if it has none.</summary>
    public string? SkipReason { get; init; }

    /// <summary>A failed task's handlers and hooks were all called. One that failed in or before those isn't in Cake's
    /// report.</summary>
    public bool HasEnded { get; init; }

    /// <summary>An action failed, and the script handled that: the run continues, but the result isn't kept.</summary>
    public bool HasHandledError { get; init; }

    /// <summary>It was restored from another machine's result.</summary>
    public bool IsRestoredRemotely => Outcome == TaskOutcome.Restored && From is not (null or "local");

    /// <summary>When it ended, from the run's start.</summary>
    public TimeSpan End => Begin + Duration;

    /// <summary>The time it waited for tokens.</summary>
    public TimeSpan Waited => Begin > Ready ? Begin - Ready : TimeSpan.Zero;

    /// <summary>Its actions were started: it was not reused, skipped or left out.</summary>
    public bool Ran => !Node.IsComposite
        && Outcome is TaskOutcome.Done or TaskOutcome.Inconclusive or TaskOutcome.Failed or TaskOutcome.Cancelled;

    public static TaskResult Without(TaskNode node, TaskOutcome outcome) =>
        new(node, outcome, TimeSpan.Zero, TimeSpan.Zero, [], [], []);
}
