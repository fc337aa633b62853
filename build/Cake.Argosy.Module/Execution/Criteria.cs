using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module.Execution;

/// <summary>Cake's criteria of a task.</summary>
internal static class Criteria
{
    /// <summary>The first criterion the task doesn't meet.</summary>
    public static CakeTaskCriteria? Unmet(TaskNode node, ICakeContext context)
    {
        if (node.Task.Criterias.Count == 0) return null;
        var unmet = node.Task.Criterias.FirstOrDefault(c => !c.Predicate(context));
        if (unmet is not null) unmet.CausedSkippingOfTask = true;
        return unmet;
    }

    /// <summary>An unmet criterion of the target itself is error ARG0707, as in Cake.</summary>
    public static CakeTaskCriteria? UnmetUnlessTarget(TaskNode node, bool isTarget, ICakeContext context)
    {
        var unmet = Unmet(node, context);
        if (isTarget) RefuseTarget(node, unmet);
        return unmet;
    }

    /// <inheritdoc cref="UnmetUnlessTarget"/>
    public static void RefuseTarget(TaskNode node, CakeTaskCriteria? unmet)
    {
        if (unmet is null) return;
        throw new ArgosyException(new Diagnostic("ARG0707", new($"task {node.Name}"),
            $"the target's own criterion is not met{(unmet.Message is { Length: > 0 } m ? $": {m}" : "")}", "Choose another target."));
    }
}
