namespace Cake.Argosy.Module.Scheduling;

/// <summary>How urgent a node is: how long the longest way from its beginning to the run's end takes, by what the tasks
/// took last time. Whoever lies on the critical path goes first.</summary>
internal static class CriticalPathPriority
{
    // A task that never ran, and nothing to compare it with.
    private const double Unknown = 1;

    /// <summary>Seconds for each node, in the nodes' order (topological).</summary>
    /// <param name="nodes">All of the run.</param>
    /// <param name="secondsOf">What the task took last time; null if unknown.</param>
    public static IReadOnlyList<double> Of(IReadOnlyList<TaskNode> nodes, Func<TaskNode, double?> secondsOf)
    {
        var index = new Dictionary<TaskNode, int>(nodes.Count, ReferenceEqualityComparer.Instance);
        var urgency = new double[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            index.Add(nodes[i], i);
            urgency[i] = nodes[i].IsComposite ? 0 : secondsOf(nodes[i]) ?? Unknown;
        }

        // Backwards, so that a node's own way is known before it is handed to those before it.
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
