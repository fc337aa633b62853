using Argosy.Toolchains.Processes;

namespace Argosy.Toolchains.Running;

/// <summary>What a run proves.</summary>
public enum Verdict
{
    /// <summary>It ran and ended well.</summary>
    Passed,

    /// <summary>It ran and ended badly.</summary>
    Failed,

    /// <summary>It couldn't be tried, or not to its end: the emulator is missing or fell over by itself, or time ran out. Says
    /// nothing of the program.</summary>
    Inconclusive,
}

/// <summary>How a run of a foreign program ended.</summary>
/// <param name="Verdict">What it proves.</param>
/// <param name="Result">Exit code and output; null where nothing could be started.</param>
/// <param name="Reason">Why, for anything but passed; with the remedy where there is one.</param>
public sealed record RunOutcome(Verdict Verdict, CommandResult? Result, string? Reason)
{
    /// <summary>Time ran out, by the limit that it was run with or by one of its own: more time may tell more.</summary>
    public bool OutOfTime { get; init; }
}
