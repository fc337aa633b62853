namespace Argosy.JobHealth;

/// <summary>What a build's result says of the code.</summary>
internal enum Outcome
{
    /// <summary>It is good.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>It wasn't done in time.</summary>
    TimedOut,

    /// <summary>Nothing: the machine failed.</summary>
    NodeFailure,

    /// <summary>Nothing.</summary>
    WithoutVerdict,
}

/// <summary>Zuul's results.</summary>
internal static class Outcomes
{
    /// <summary>What a result of Zuul's means; a word that it will invent says nothing of the code.</summary>
    /// <param name="result">Its bytes: there is one for each of a year's builds, and no need for as many strings.</param>
    public static Outcome Of(ReadOnlySpan<byte> result) =>
        result.SequenceEqual("SUCCESS"u8) ? Outcome.Passed
        : result.SequenceEqual("FAILURE"u8) || result.SequenceEqual("POST_FAILURE"u8) ? Outcome.Failed
        : result.SequenceEqual("TIMED_OUT"u8) ? Outcome.TimedOut
        : result.SequenceEqual("NODE_FAILURE"u8) || result.SequenceEqual("RETRY"u8) || result.SequenceEqual("RETRY_LIMIT"u8) ? Outcome.NodeFailure
        : Outcome.WithoutVerdict;

    /// <summary>Whether it speaks of the code.</summary>
    public static bool IsVerdict(this Outcome outcome) => outcome <= Outcome.TimedOut;
}
