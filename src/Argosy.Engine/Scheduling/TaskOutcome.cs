namespace Argosy.Engine.Scheduling;

/// <summary>The outcome of a task in a run.</summary>
internal enum TaskOutcome
{
    /// <summary>Its actions ran and none failed.</summary>
    Done,

    /// <summary>Its outputs already existed, from the same inputs.</summary>
    UpToDate,

    /// <summary>Its outputs were restored from a cache, local or remote.</summary>
    Restored,

    /// <summary>A criterion of its own was not met.</summary>
    Skipped,

    /// <summary>It ran, and its proof was inconclusive: an emulator crashed or is missing.</summary>
    Inconclusive,

    /// <summary>An action failed.</summary>
    Failed,

    /// <summary>The run was interrupted while it ran.</summary>
    Cancelled,

    /// <summary>A predecessor failed, or the run was interrupted.</summary>
    NotRun,
}
