namespace Argosy.Engine.Graph;

/// <summary>The work of one call of the engine. As in Cake, several targets run in sequence, each with its
/// dependencies, unless the script requests one graph for all of them.</summary>
/// <param name="Legs">The graphs to run, in order.</param>
/// <param name="Target">The first target.</param>
/// <param name="Announced">The tasks announced to setups: all of the first leg, including those left out by
/// <c>--exclusive</c>.</param>
internal sealed record RunPlan(IReadOnlyList<RunPlan.Leg> Legs, GraphTask Target, IReadOnlyList<GraphTask> Announced)
{
    /// <summary>One graph.</summary>
    /// <param name="Nodes">In Cake's order.</param>
    /// <param name="Targets">The targets among them, which may not be skipped.</param>
    internal sealed record Leg(IReadOnlyList<TaskNode> Nodes, IReadOnlySet<TaskNode> Targets);

    /// <param name="tasks">All tasks that the script registers.</param>
    /// <param name="targets">The targets, at least one.</param>
    /// <param name="exclusive">The targets alone, without what they depend on.</param>
    /// <param name="unify">One graph for several targets.</param>
    /// <param name="parallel">The script enables running everything in parallel.</param>
    /// <param name="root">The project's folder.</param>
    public static RunPlan Of(
        IReadOnlyList<GraphTask> tasks, IReadOnlyList<string> targets, bool exclusive, bool unify, bool parallel,
        string root)
    {
        if (targets.Count == 0) throw new ArgumentException("No target specified.", nameof(targets));
        var unified = unify && targets.Count > 1;
        var outputs = new OutputIndex(tasks);
        var legs = new List<Leg>();
        foreach (var group in unified ? [targets] : targets.Select(t => (IReadOnlyList<string>)[t]))
        {
            var nodes = TaskGraph.Resolve(tasks, group, exclusive, outputs);
            if (unified) nodes = UnifiedOrder.Of(nodes);
            DeclarationCheck.Run(nodes, outputs, root);
            StockOrder.Keep(nodes, parallel);
            var names = group.ToHashSet(StringComparer.OrdinalIgnoreCase);
            legs.Add(new(
                nodes,
                nodes.Where(n => names.Contains(n.Name)).ToHashSet<TaskNode>(ReferenceEqualityComparer.Instance)));
        }

        var first = legs[0].Nodes;
        if (exclusive) first = TaskGraph.Resolve(tasks, unified ? targets : [targets[0]], exclusive: false, outputs);
        if (exclusive && unified) first = UnifiedOrder.Of(first);
        var target = first.First(n => n.Name.Equals(targets[0], StringComparison.OrdinalIgnoreCase)).Task;
        return new(legs, target, [.. first.Select(n => n.Task)]);
    }
}
