using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module.Scheduling;

/// <summary>A task of this run with its edges resolved.</summary>
/// <param name="task">Cake's task.</param>
/// <param name="declaration">What it says beyond that.</param>
/// <param name="dependencies">Nodes of this run that come before it.</param>
internal sealed class TaskNode(CakeTask task, TaskDeclaration declaration, IReadOnlyList<TaskNode> dependencies)
{
    public CakeTask Task { get; } = task;

    public TaskDeclaration Declaration { get; } = declaration;

    public IReadOnlyList<TaskNode> Dependencies { get; } = dependencies;

    public string Name => Task.Name;

    /// <summary>A composite task holds only its edges.</summary>
    public bool IsComposite => Task.Actions.Count == 0 && Task.DelayedActions.Count == 0;

    /// <inheritdoc />
    public override string ToString() => Name;
}
