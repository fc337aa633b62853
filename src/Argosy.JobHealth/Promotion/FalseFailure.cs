namespace Argosy.JobHealth.Promotion;

/// <summary>The probability that a job fails a clean change.</summary>
internal static class FalseFailure
{
    /// <summary>0 to 1.</summary>
    /// <param name="job">The job.</param>
    /// <param name="repeated">The number of patch sets built more than once that is needed to compute it from
    /// flakiness.</param>
    /// <remarks>
    /// Two builds of one commit differ with probability f = 2p(1 − p), hence p = (1 − √(1 − 2f)) / 2. If too few
    /// commits were built twice, every failure may be false. The result never exceeds the failure rate.
    /// </remarks>
    public static double Of(JobSummary job, int repeated)
    {
        var fails = 1 - (job.PassRate?.Value ?? 1);
        if (job.Flakiness is not { } flaky || flaky.Of < Math.Max(1, repeated)) return fails;
        return Math.Min(fails, (1 - Math.Sqrt(1 - (2 * Math.Min(flaky.Value, 0.5)))) / 2);
    }

    /// <summary>The probability that one of several fails: 1 − Π(1 − pᵢ).</summary>
    public static double Together(double some, double another) => 1 - ((1 - some) * (1 - another));
}
