namespace Argosy.Engine.Graph;

/// <summary>Cake's order for several targets at once (<c>UnifiedDependencyGraphForMultipleTargets</c>): of all nodes
/// that could run next, the first by name.</summary>
internal static class UnifiedOrder
{
    /// <summary>The same nodes in that order.</summary>
    public static IReadOnlyList<TaskNode> Of(IReadOnlyList<TaskNode> nodes)
    {
        var waiting = new Dictionary<TaskNode, int>(nodes.Count, ReferenceEqualityComparer.Instance);
        foreach (var node in nodes) waiting.Add(node, node.Dependencies.Count);
        var dependents = nodes.SelectMany(n => n.Dependencies.Select(d => (Before: d, Node: n)))
            .ToLookup(e => e.Before, e => e.Node);
        var ready = new PriorityQueue<TaskNode, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes.Where(n => n.Dependencies.Count == 0)) ready.Enqueue(node, node.Name);
        var order = new List<TaskNode>(nodes.Count);
        while (ready.TryDequeue(out var node, out _))
        {
            order.Add(node);
            foreach (var next in dependents[node])
            {
                if (--waiting[next] == 0) ready.Enqueue(next, next.Name);
            }
        }

        return order;
    }
}
