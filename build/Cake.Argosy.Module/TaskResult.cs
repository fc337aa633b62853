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

    public static TaskResult Without(TaskNode node, TaskOutcome outcome) =>
        new(node, outcome, TimeSpan.Zero, TimeSpan.Zero, [], [], []);
}
