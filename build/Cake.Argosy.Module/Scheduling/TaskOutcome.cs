namespace Cake.Argosy.Module.Scheduling;

/// <summary>How a task of a run ended.</summary>
internal enum TaskOutcome
{
    /// <summary>Its actions ran and none failed.</summary>
    Done,

    /// <summary>What it makes was there already, from the same inputs.</summary>
    UpToDate,

    /// <summary>What it makes was restored from a cache, local or remote.</summary>
    Restored,

    /// <summary>A criterion of its own was not met.</summary>
    Skipped,

    /// <summary>It ran, and its proof said nothing: an emulator crashed or is missing.</summary>
    Inconclusive,

    /// <summary>An action failed.</summary>
    Failed,

    /// <summary>The run was interrupted while it ran.</summary>
    Cancelled,

    /// <summary>Something before it failed, or the run was interrupted.</summary>
    NotRun,
}
