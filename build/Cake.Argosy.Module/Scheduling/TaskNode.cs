using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module.Scheduling;

/// <summary>A task of this run with its edges resolved.</summary>
/// <param name="task">Cake's task.</param>
/// <param name="declaration">Its further declarations.</param>
/// <param name="dependencies">Its predecessors in this run.</param>
internal sealed class TaskNode(CakeTask task, TaskDeclaration declaration, IReadOnlyList<TaskNode> dependencies)
{
    public CakeTask Task { get; } = task;

    public TaskDeclaration Declaration { get; } = declaration;

    public IReadOnlyList<TaskNode> Dependencies { get; } = dependencies;

    /// <summary>Predecessors that this run doesn't change: those left out by <c>--exclusive</c>.</summary>
    public IReadOnlyList<TaskNode> Given { get; init; } = [];

    /// <summary>Nodes that must end first, with any outcome: this only keeps the order, see <see cref="StockOrder"/>.</summary>
    public IReadOnlyList<TaskNode> After { get; set; } = [];

    /// <summary>No other task runs while this one does.</summary>
    public bool RunsAlone { get; set; }

    public string Name => Task.Name;

    /// <summary>A composite task has only edges. Determined once: actions for each item of a list are added while the
    /// task runs, and there may be none.</summary>
    public bool IsComposite { get; } = task.Actions.Count == 0 && task.DelayedActions.Count == 0;

    /// <inheritdoc />
    public override string ToString() => Name;
}
