namespace Cake.Argosy.Module.Output;

/// <summary>How far each task of a run is.</summary>
internal enum Stage : byte
{
    /// <summary>Something before it hasn't ended.</summary>
    Waiting,

    /// <summary>It could run, but for tokens.</summary>
    Queued,

    /// <summary>Its actions run.</summary>
    Running,

    /// <summary>It ended without running: up to date, restored or skipped.</summary>
    Reused,

    /// <summary>It ran and ended, well or not.</summary>
    Ended,
}
