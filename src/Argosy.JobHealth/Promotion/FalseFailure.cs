namespace Argosy.JobHealth.Promotion;

/// <summary>How probable it is that a job fails a change that is clean.</summary>
internal static class FalseFailure
{
    /// <summary>0 to 1.</summary>
    /// <param name="job">The job.</param>
    /// <param name="repeated">Patch sets built more than once that are needed to say it from flakiness.</param>
    /// <remarks>
    /// Two builds of one commit differ with probability f = 2p(1 − p), hence p = (1 − √(1 − 2f)) / 2. Where too few commits
    /// were built twice, every failure may have been false. In no case does more fail falsely than fails at all.
    /// </remarks>
    public static double Of(JobSummary job, int repeated)
    {
        var fails = 1 - (job.PassRate?.Value ?? 1);
        if (job.Flakiness is not { } flaky || flaky.Of < Math.Max(1, repeated)) return fails;
        return Math.Min(fails, (1 - Math.Sqrt(1 - (2 * Math.Min(flaky.Value, 0.5)))) / 2);
    }

    /// <summary>That one of several fails: 1 − Π(1 − pᵢ).</summary>
    public static double Together(double some, double another) => 1 - ((1 - some) * (1 - another));
}
