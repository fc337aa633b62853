using Argosy.Engine.Graph;
using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module;

/// <summary>A task of Cake, as the engine's graph has it.</summary>
/// <param name="task">As the script has declared it so far.</param>
internal sealed class RegisteredTask(CakeTask task) : GraphTask(task.Name, TaskDeclarations.Of(task))
{
    public CakeTask Task { get; } = task;

    /// <summary>Cake's task of one of the engine's graph, all of which this module registered.</summary>
    public static CakeTask TaskOf(GraphTask task) => ((RegisteredTask)task).Task;

    /// <summary>Determined now: actions for each item of a list are added while the task runs, and there may be
    /// none.</summary>
    public static RegisteredTask Of(CakeTask task) => new(task)
    {
        Dependencies = Edges(task.Dependencies),
        Dependees = Edges(task.Dependees),
        HasActions = task.Actions.Count > 0 || task.DelayedActions.Count > 0,
        HasFinally = task.FinallyHandler is not null,
        HasCriteria = task.Criterias.Count > 0,
    };

    private static TaskEdge[] Edges(List<CakeTaskDependency> edges)
    {
        if (edges.Count == 0) return [];
        var found = new TaskEdge[edges.Count];
        for (var i = 0; i < found.Length; i++) found[i] = new(edges[i].Name, edges[i].Required);
        return found;
    }
}
