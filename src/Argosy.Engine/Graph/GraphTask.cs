using Argosy.Artifacts.Tasks;

namespace Argosy.Engine.Graph;

/// <summary>A registered task: its name, edges and declaration. Its code stays with the tool that registered it, see
/// <see cref="ITaskCode"/>.</summary>
/// <param name="name">Its name, unique without regard to case.</param>
/// <param name="declaration">What it declares.</param>
internal class GraphTask(string name, TaskDeclaration declaration)
{
    public string Name { get; } = name;

    public TaskDeclaration Declaration { get; } = declaration;

    /// <summary>The tasks that run before it, in the order of registration.</summary>
    public IReadOnlyList<TaskEdge> Dependencies { get; init; } = [];

    /// <summary>The tasks that run after it.</summary>
    public IReadOnlyList<TaskEdge> Dependees { get; init; } = [];

    /// <summary>It has actions; without any it is an aggregate.</summary>
    public bool HasActions { get; init; }

    /// <summary>A handler is called at its end, whatever its outcome.</summary>
    public bool HasFinally { get; init; }

    /// <summary>Criteria decide whether it runs.</summary>
    public bool HasCriteria { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>One end of an edge between tasks.</summary>
/// <param name="Name">The other task.</param>
/// <param name="IsRequired">It is an error if there is no such task.</param>
internal readonly record struct TaskEdge(string Name, bool IsRequired);
