using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Execution;

/// <summary>Criteria of targets.</summary>
internal static class Criteria
{
    /// <summary>An unmet criterion of the target itself is error ARG0707, as in Cake.</summary>
    public static UnmetCriterion? FindUnmet(ITaskCode code, TaskNode node, bool isTarget)
    {
        var unmet = code.FindUnmet(node.Task);
        if (isTarget) RefuseTarget(node, unmet);
        return unmet;
    }

    /// <inheritdoc cref="FindUnmet"/>
    public static void RefuseTarget(TaskNode node, UnmetCriterion? unmet)
    {
        if (unmet is null) return;
        throw new ArgosyException(new Diagnostic("ARG0707", new($"task {node.Name}"),
            $"the target's own criterion is not met{(unmet.Message is { Length: > 0 } m ? $": {m}" : "")}",
            "Choose another target."));
    }
}
