using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Scheduling;
using Cake.Core;

namespace Cake.Argosy.Module.Execution;

/// <summary>Cake's criteria of a task.</summary>
internal static class Criteria
{
    /// <summary>The first criterion the task doesn't meet. An unmet one on the target itself is an error, as in Cake.
    /// </summary>
    public static CakeTaskCriteria? Unmet(TaskNode node, bool isTarget, ICakeContext context)
    {
        if (node.Task.Criterias.Count == 0) return null;
        var unmet = node.Task.Criterias.FirstOrDefault(c => !c.Predicate(context));
        return unmet is null || !isTarget
            ? unmet
            : throw new ArgosyException(new Diagnosis("ARG0707", new($"task {node.Name}"),
                $"the target's own criterion is not met{(unmet.Message is { } m ? $": {m}" : "")}", "Choose another target."));
    }
}
