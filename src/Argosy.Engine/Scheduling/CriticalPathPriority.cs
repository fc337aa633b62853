using Argosy.Engine.Graph;

namespace Argosy.Engine.Scheduling;

/// <summary>A node's priority: the length of the longest path from its start to the run's end, by the tasks' last
/// durations. Nodes on the critical path run first.</summary>
internal static class CriticalPathPriority
{
    // For a task without history when no other task has any.
    private const double Unknown = 1;

    /// <summary>Seconds for each node, in the nodes' order (topological).</summary>
    /// <param name="nodes">All of the run.</param>
    /// <param name="secondsOf">The task's last duration; null if unknown.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<TaskNode> nodes, Func<TaskNode, double?> secondsOf)
    {
        var index = new Dictionary<TaskNode, int>(nodes.Count, ReferenceEqualityComparer.Instance);
        var urgency = new double[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            index.Add(nodes[i], i);
            urgency[i] = nodes[i].IsComposite ? 0 : secondsOf(nodes[i]) ?? Unknown;
        }

        // Backwards, so that a node's own path is known before its predecessors need it.
        var longest = new double[nodes.Count];
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            urgency[i] += longest[i];
            foreach (var before in nodes[i].Dependencies)
            {
                var at = index[before];
                longest[at] = Math.Max(longest[at], urgency[i]);
            }
        }

        return urgency;
    }
}
