using Argosy.Engine.Graph;

namespace Argosy.Engine;

/// <summary>The code behind the tasks, which the engine calls through the tool that registered them, such as Cake: by
/// the tool's own rules for hooks, criteria and handlers.</summary>
internal interface ITaskCode
{
    /// <summary>There are hooks for every task, including aggregates and skipped ones.</summary>
    bool HasHooks { get; }

    /// <summary>The start of the names of the tool's assemblies, whose frames don't show whose error an exception
    /// is.</summary>
    string ToolAssemblies { get; }

    /// <summary>The first criterion that the task doesn't meet; null if it is to run.</summary>
    UnmetCriterion? FindUnmet(GraphTask task);

    /// <summary>Calls the task's hooks, actions and handlers. Throws its failure.</summary>
    /// <param name="task">The task.</param>
    /// <param name="run">Its calls to the engine; <see cref="TaskRun.HasEnded"/> is set once all were called.</param>
    /// <returns>The failure that the task's own handler handled; null if there was none.</returns>
    Task<Exception?> CallAsync(GraphTask task, TaskRun run);

    /// <summary>Calls the hooks for a skipped task.</summary>
    void Skip(GraphTask task, UnmetCriterion criterion);

    /// <summary>What the tool knows of an exception.</summary>
    ErrorKind KindOf(Exception error);
}

/// <summary>A criterion of a task that isn't met.</summary>
/// <param name="Message">In the project's own words; null or empty if it has none.</param>
/// <param name="Origin">The tool's own object.</param>
internal sealed record UnmetCriterion(string? Message, object Origin);

/// <summary>How an exception is shown.</summary>
internal enum ErrorKind
{
    /// <summary>With its type: nothing more is known.</summary>
    Other,

    /// <summary>By its message alone, which was written for users.</summary>
    Message,

    /// <summary>It is another run's, whose tasks' errors have been shown.</summary>
    Reported,
}
