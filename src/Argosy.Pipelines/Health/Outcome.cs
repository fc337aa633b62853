namespace Argosy.Pipelines.Health;

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
    public static Outcome Of(string result) => result switch
    {
        "SUCCESS" => Outcome.Passed,
        "FAILURE" or "POST_FAILURE" => Outcome.Failed,
        "TIMED_OUT" => Outcome.TimedOut,
        "NODE_FAILURE" or "RETRY" or "RETRY_LIMIT" => Outcome.NodeFailure,
        _ => Outcome.WithoutVerdict,
    };

    /// <summary>Whether it speaks of the code.</summary>
    public static bool IsVerdict(this Outcome outcome) => outcome <= Outcome.TimedOut;
}
