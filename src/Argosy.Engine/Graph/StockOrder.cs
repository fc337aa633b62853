namespace Argosy.Engine.Graph;

/// <summary>Keeps Cake's own order for tasks that don't declare their inputs and outputs.</summary>
/// <remarks>Scripts written for Cake list steps in order, without edges between them: <c>Clean, Build, Test, Pack</c>.
/// Such a task runs alone, after everything that Cake would run before it. Tasks between two of those run in parallel
/// if they declare what determines their result, or <c>Parallel()</c>.</remarks>
internal static class StockOrder
{
    /// <summary>Adds the edges that keep the order.</summary>
    /// <param name="nodes">In Cake's order.</param>
    /// <param name="parallel">The script enables it: only dependencies count.</param>
    public static void Keep(IReadOnlyList<TaskNode> nodes, bool parallel)
    {
        if (parallel) return;
        TaskNode[] last = [];
        var since = new List<TaskNode>();
        foreach (var node in nodes)
        {
            if (MayRunBesideOthers(node))
            {
                node.After = last;
                since.Add(node);
                continue;
            }

            node.RunsAlone = true;
            node.After = [.. last, .. since];
            last = [node];
            since.Clear();
        }
    }

    // An aggregate does nothing, unless it has a handler or a criterion that depends on what others did.
    private static bool MayRunBesideOthers(TaskNode node)
    {
        var declaration = node.Declaration;
        if (declaration.IsParallel) return true;
        if (node.IsComposite) return node.Task is { HasFinally: false, HasCriteria: false };
        return declaration.IsIncremental
            && declaration.Inputs.Count + declaration.OptionalInputs.Count + declaration.Outputs.Count > 0;
    }
}
