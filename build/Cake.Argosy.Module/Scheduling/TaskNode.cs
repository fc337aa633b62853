using Cake.Argosy.Module.Declarations;
using Cake.Core;

namespace Cake.Argosy.Module.Scheduling;

/// <summary>A task of this run with its edges resolved.</summary>
/// <param name="Task">Cake's task.</param>
/// <param name="Declaration">What it says beyond that.</param>
/// <param name="Dependencies">Nodes of this run that come before it.</param>
internal sealed record TaskNode(CakeTask Task, TaskDeclaration Declaration, IReadOnlyList<TaskNode> Dependencies)
{
    public string Name => Task.Name;

    /// <summary>A composite task holds only its edges.</summary>
    public bool IsComposite => Task.Actions.Count == 0 && Task.DelayedActions.Count == 0;
}
