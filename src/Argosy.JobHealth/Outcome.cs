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

    /// <summary>The machine failed, so the result doesn't depend on the code; but a change fails by it where the job
    /// votes.</summary>
    NodeFailure,

    /// <summary>The result doesn't depend on the code.</summary>
    WithoutVerdict,
}

/// <summary>Zuul's results.</summary>
internal static class Outcomes
{
    /// <summary>The outcome of a Zuul result; an unknown one doesn't depend on the code.</summary>
    public static Outcome Of(string result) => result switch
    {
        "SUCCESS" => Outcome.Passed,
        "FAILURE" or "POST_FAILURE" => Outcome.Failed,
        "TIMED_OUT" => Outcome.TimedOut,
        "NODE_FAILURE" or "RETRY_LIMIT" => Outcome.NodeFailure,
        _ => Outcome.WithoutVerdict,
    };

    /// <summary>Whether it depends on the code.</summary>
    public static bool IsVerdict(this Outcome outcome) => outcome <= Outcome.TimedOut;
}
