using System.Globalization;
using Argosy.JobHealth.Statistics;

namespace Argosy.JobHealth.Promotion;

/// <summary>Compares one job's figures with the policy's bounds, and lists what exceeds them.</summary>
/// <param name="policy">The policy.</param>
/// <param name="until">The report's end: an incomplete week is not used.</param>
internal sealed class JobTrial(PromotionPolicy policy, DateTimeOffset until)
{
    /// <summary>The reasons that block a job's promotion: sentences with their figures, empty for none.</summary>
    public IReadOnlyList<string> Blocking(JobSummary job)
    {
        if (job.Counts.Verdicts < policy.Builds)
            return [$"It has {job.Counts.Verdicts} builds that speak of the code; {policy.Builds} are needed."];
        var bounds = policy.Promote;
        var blocking = Beyond(job, bounds).ToList();
        var weeks = Newest(job, bounds.Weeks);
        if (weeks.Count < bounds.Weeks)
            blocking.Add($"Its builds are of {weeks.Count} whole weeks; {bounds.Weeks} are needed.");
        foreach (var week in weeks.Where(w => w.Verdicts < policy.WeeklyBuilds))
            blocking.Add($"In the week of {Day(week)} it has {week.Verdicts} builds that speak of the code; "
                + $"{policy.WeeklyBuilds} are needed.");
        foreach (var week in weeks.Where(w => w.Verdicts >= policy.WeeklyBuilds && Share(w) < bounds.WeeklyPasses))
            blocking.Add($"In the week of {Day(week)} {Percent(Share(week))} passed; "
                + $"{Percent(bounds.WeeklyPasses)} are needed.");
        if (job.Flakiness is not { } flaky || flaky.Of < policy.Repeated)
            blocking.Add($"It built {job.Flakiness?.Of ?? 0} patch sets more than once; {policy.Repeated} are needed "
                + "to know whether it gives the same result again.");
        return blocking;
    }

    /// <summary>Why a voting job should stop voting; empty if it may continue.</summary>
    public IReadOnlyList<string> Demoting(JobSummary job)
    {
        if (job.Counts.Verdicts < policy.Builds) return [];
        var bounds = policy.Demote;
        var reasons = Beyond(job, bounds).ToList();
        if (Collapse(job, bounds) is { } collapse) reasons.Insert(0, collapse);
        var weeks = Newest(job, bounds.Weeks).Where(w => w.Verdicts >= policy.WeeklyBuilds).ToList();
        if (weeks.Count == bounds.Weeks && weeks.All(w => Share(w) < bounds.WeeklyPasses))
        {
            reasons.Insert(0, string.Create(CultureInfo.InvariantCulture,
                $"Of its last {weeks.Count} weeks none reached {Percent(bounds.WeeklyPasses)} passed builds: "
                + $"{string.Join(", ", weeks.Select(w => Percent(Share(w))))}."));
        }

        return reasons;
    }

    internal static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    private IEnumerable<string> Beyond(JobSummary job, VotingBounds bounds)
    {
        if (job.Waiting is { } waiting && waiting.P75 > bounds.Waiting.TotalSeconds)
            yield return $"A quarter of its builds starts more than {Minutes(waiting.P75)} min after the event; "
                + $"{Minutes(bounds.Waiting.TotalSeconds)} min is the bound.";
        foreach (var reason in OnBranches(job, bounds)) yield return reason;
        if (job.Duration is { } duration && duration.P75 > bounds.P75.TotalSeconds)
            yield return $"A quarter of its passed builds takes longer than {Minutes(duration.P75)} min; "
                + $"{Minutes(bounds.P75.TotalSeconds)} min is the bound.";
        if (job.LongestFailures > bounds.FailuresInARow)
            yield return $"It failed {job.LongestFailures} times in a row; {bounds.FailuresInARow} is the bound.";
        if (job.Counts.NodeFailureShare > bounds.NodeFailures)
            yield return $"Of {job.Counts.Verdicts + job.Counts.NodeFailures} builds {job.Counts.NodeFailures} "
                + $"({Percent(job.Counts.NodeFailureShare)}) ended by a fault of the machine, which fails a change "
                + $"that they vote on; {Percent(bounds.NodeFailures)} is the bound.";
        if (job.Flakiness is { } flaky && flaky.Value > bounds.Flakiness)
            yield return $"Of {flaky.Of} patch sets built more than once {Percent(flaky.Value)} both passed and "
                + $"failed; {Percent(bounds.Flakiness)} is the bound.";
    }

    // A branch with few builds doesn't show among those of another one with many.
    private IEnumerable<string> OnBranches(JobSummary job, VotingBounds bounds) =>
        from branch in job.Branches is { Count: > 1 } several ? several : []
        where branch.Verdicts >= policy.WeeklyBuilds
            && Estimates.Rate(branch.Passed, branch.Verdicts)!.High < bounds.WeeklyPasses
        select $"On the branch '{branch.Name}' {branch.Passed} of {branch.Verdicts} builds passed; "
            + $"{Percent(bounds.WeeklyPasses)} is the bound.";

    // A week that is still going on counts for demotion if it is certain enough: its interval is below the bound.
    private string? Collapse(JobSummary job, VotingBounds bounds) =>
        job.Weeks is [.., var week] && week.Verdicts >= policy.WeeklyBuilds
        && Estimates.Rate(week.Passed, week.Verdicts) is { } rate && rate.High < bounds.WeeklyPasses
            ? $"Since {Day(week)} {week.Passed} of {week.Verdicts} builds passed, at most {Percent(rate.High)}; "
                + $"{Percent(bounds.WeeklyPasses)} is the bound."
            : null;

    // Only whole weeks: the newest one is cut off at the report's end, and has few builds.
    private List<WeekOfBuilds> Newest(JobSummary job, int count) =>
        [.. job.Weeks.Where(w => w.Start.AddDays(7) <= until).TakeLast(count)];

    private static double Share(WeekOfBuilds week) => (double)week.Passed / week.Verdicts;

    private static string Day(WeekOfBuilds week) => week.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Minutes(double seconds) => (seconds / 60).ToString("0", CultureInfo.InvariantCulture);
}
