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
        if (job.Flakiness is { } flaky && flaky.Of >= Math.Max(1, repeated))
            fails = Math.Min(fails, (1 - Math.Sqrt(1 - (2 * Math.Min(flaky.Value, 0.5)))) / 2);
        return Together(fails, job.Counts.NodeFailureShare);
    }

    /// <summary>What it is at most, with a certainty of 95 %: the upper end of the share of failures.</summary>
    public static double Most(JobSummary job) => Together(1 - (job.PassRate?.Low ?? 0), job.Counts.NodeFailureShare);

    /// <summary>The probability that one of several fails: 1 − Π(1 − pᵢ).</summary>
    public static double Together(double some, double another) => 1 - ((1 - some) * (1 - another));
}
