using Argosy.Artifacts.Tasks;

namespace Argosy.Engine.Graph;

/// <summary>A task of this run with its edges resolved.</summary>
/// <param name="task">The task as registered.</param>
/// <param name="dependencies">Its predecessors in this run.</param>
internal sealed class TaskNode(GraphTask task, IReadOnlyList<TaskNode> dependencies)
{
    public GraphTask Task { get; } = task;

    public TaskDeclaration Declaration => Task.Declaration;

    public IReadOnlyList<TaskNode> Dependencies { get; } = dependencies;

    /// <summary>Predecessors that this run doesn't change: those left out by <c>--exclusive</c>.</summary>
    public IReadOnlyList<TaskNode> Given { get; init; } = [];

    /// <summary>Nodes that must end first, with any outcome: this only keeps the order, see
    /// <see cref="StockOrder"/>.</summary>
    public IReadOnlyList<TaskNode> After { get; set; } = [];

    /// <summary>No other task runs while this one does.</summary>
    public bool RunsAlone { get; set; }

    public string Name => Task.Name;

    /// <summary>A composite task has only edges.</summary>
    public bool IsComposite => !Task.HasActions;

    /// <inheritdoc />
    public override string ToString() => Name;
}
