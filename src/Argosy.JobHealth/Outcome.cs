namespace Argosy.JobHealth;

/// <summary>A build's outcome with respect to the code.</summary>
internal enum Outcome
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It ran out of time.</summary>
    TimedOut,

    /// <summary>The machine failed, so the result doesn't depend on the code.</summary>
    NodeFailure,

    /// <summary>The result doesn't depend on the code.</summary>
    WithoutVerdict,
}

/// <summary>Zuul's results.</summary>
internal static class Outcomes
{
    /// <summary>The outcome of a Zuul result; an unknown one doesn't depend on the code.</summary>
    /// <param name="result">Its bytes: this avoids a string for each of a year's builds.</param>
    public static Outcome Of(ReadOnlySpan<byte> result) =>
        result.SequenceEqual("SUCCESS"u8) ? Outcome.Passed
        : result.SequenceEqual("FAILURE"u8) || result.SequenceEqual("POST_FAILURE"u8) ? Outcome.Failed
        : result.SequenceEqual("TIMED_OUT"u8) ? Outcome.TimedOut
        : result.SequenceEqual("NODE_FAILURE"u8) || result.SequenceEqual("RETRY"u8) || result.SequenceEqual("RETRY_LIMIT"u8) ? Outcome.NodeFailure
        : Outcome.WithoutVerdict;

    /// <summary>Whether it depends on the code.</summary>
    public static bool IsVerdict(this Outcome outcome) => outcome <= Outcome.TimedOut;
}
