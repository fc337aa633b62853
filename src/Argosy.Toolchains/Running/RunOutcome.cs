using Argosy.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>The verdict of a run.</summary>
public enum Verdict
{
    /// <summary>It ran and succeeded.</summary>
    Passed,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It couldn't be tried, or not to its end: the emulator is missing or crashed, or time ran out. This
    /// proves nothing about the program.</summary>
    Inconclusive,
}

/// <summary>The outcome of a run of a foreign program.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Result">Exit code and output; null if nothing could be started.</param>
/// <param name="Reason">The reason of any verdict except passed, with a remedy if there is one.</param>
public sealed record RunOutcome(Verdict Verdict, CommandResult? Result, string? Reason)
{
    /// <summary>Time ran out, by the limit of the run or the program's own: more time may give a result.</summary>
    public bool OutOfTime { get; init; }
}
