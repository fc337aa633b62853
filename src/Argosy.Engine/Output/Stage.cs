namespace Argosy.Engine.Output;

/// <summary>The stage of each task of a run.</summary>
internal enum Stage : byte
{
    /// <summary>A predecessor hasn't ended.</summary>
    Waiting,

    /// <summary>It waits for tokens.</summary>
    Queued,

    /// <summary>Its actions run.</summary>
    Running,

    /// <summary>It ended without running: up to date, restored or skipped.</summary>
    Reused,

    /// <summary>It ran and ended, successfully or not.</summary>
    Ended,
}
