using Argosy.Artifacts;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module;

/// <summary>What became of a task in this run.</summary>
/// <param name="Node">The task.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Begin">When it began, from the run's start.</param>
/// <param name="Duration">How long it took; zero where it didn't run.</param>
/// <param name="Artifacts">What it made, in this run or the one it is up to date with.</param>
/// <param name="Proofs">What it proved, likewise.</param>
/// <param name="Notes">What the user should read.</param>
internal sealed record TaskResult(
    TaskNode Node,
    TaskOutcome Outcome,
    TimeSpan Begin,
    TimeSpan Duration,
    IReadOnlyList<Artifact> Artifacts,
    IReadOnlyList<Proof> Proofs,
    IReadOnlyList<string> Notes)
{
    /// <summary>When the last of its dependencies had ended, from the run's start: from then on it waited for tokens.</summary>
    public TimeSpan Ready { get; init; }

    /// <summary>Where a restored result came from: <c>local</c> or the registry's address; null where none was.</summary>
    public string? From { get; init; }

    /// <summary>Why it ran or was restored; empty where its last result stands.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>The criterion that a skipped task didn't meet, in the script's words; null where it has none.</summary>
    public string? SkipReason { get; init; }

    /// <summary>A failed task's handlers and hooks were all called. One that failed in or before those isn't in Cake's report.
    /// </summary>
    public bool HasEnded { get; init; }

    /// <summary>An action failed, and the script handled that: the run goes on, but nobody relies on the result.</summary>
    public bool HasHandledError { get; init; }

    /// <summary>It was restored, and from another machine.</summary>
    public bool IsRestoredRemotely => Outcome == TaskOutcome.Restored && From is not (null or "local");

    /// <summary>When it ended, from the run's start.</summary>
    public TimeSpan End => Begin + Duration;

    /// <summary>How long it waited for tokens.</summary>
    public TimeSpan Waited => Begin > Ready ? Begin - Ready : TimeSpan.Zero;

    /// <summary>Its actions were begun: neither reused, nor skipped, nor out of reach.</summary>
    public bool Ran => !Node.IsComposite
        && Outcome is TaskOutcome.Done or TaskOutcome.Inconclusive or TaskOutcome.Failed or TaskOutcome.Cancelled;

    public static TaskResult Without(TaskNode node, TaskOutcome outcome) =>
        new(node, outcome, TimeSpan.Zero, TimeSpan.Zero, [], [], []);
}
