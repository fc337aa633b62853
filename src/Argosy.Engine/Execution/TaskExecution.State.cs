using Argosy.Engine.Graph;
using Argosy.Engine.Incremental;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Execution;

// The state of each node, and the nodes that don't run: skipped ones and aggregates, for which scripts may have hooks.
internal sealed partial class TaskExecution
{
    private async ValueTask<TaskResult> SkipAsync(TaskNode node, UnmetCriterion unmet)
    {
        if (!node.IsComposite) _states[node].State = given.AsItLies(node);
        var result = TaskResult.Without(node, TaskOutcome.Skipped) with { SkipReason = unmet.Message };
        if (!actions.HasHooks) return result;
        var ended = await actions.SkipAsync(node, unmet, cancellation);
        return ended.Error is { } error ? Failed(node, ended, error, []) : result;
    }

    private async ValueTask<TaskResult> PassAsync(TaskNode node)
    {
        if (!actions.Calls(node)) return Pass(node);
        var ended = await actions.RunAsync(node, ProofsOf, static () => { }, cancellation);
        return ended.Error is { } error ? Failed(node, ended, error, []) : Pass(node);
    }

    private static Dictionary<TaskNode, NodeState> StatesOf(IReadOnlyList<TaskNode> nodes)
    {
        var states = new Dictionary<TaskNode, NodeState>(nodes.Count, ReferenceEqualityComparer.Instance);
        foreach (var node in nodes) states.Add(node, new());
        return states;
    }

    /// <summary>A node's state: written by the thread that runs it, read by its successors.</summary>
    private sealed class NodeState
    {
        /// <summary>When it could run.</summary>
        public TimeSpan? Ready { get; set; }

        /// <summary>Its result for successors; null if it hasn't ended, or failed.</summary>
        public TaskState? State { get; set; }

        /// <summary>An unmet criterion, evaluated before anything ran.</summary>
        public UnmetCriterion? Unmet { get; set; }

        /// <summary>It has been started.</summary>
        public bool HasBegun { get; set; }

        /// <summary>Its log is from this run.</summary>
        public bool HasLog { get; set; }

        /// <summary>Its result; null until it has ended.</summary>
        public TaskResult? Result { get; set; }
    }
}
