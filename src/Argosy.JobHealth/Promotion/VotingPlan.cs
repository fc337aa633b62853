using Argosy.Zuul.Model;

namespace Argosy.JobHealth.Promotion;

/// <summary>Decides for each job what to do with its vote. Applies nothing.</summary>
public static class VotingPlan
{
    /// <summary>The advice, in the report's order.</summary>
    /// <param name="report">Figures of the policy's window.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="pipelines">Which pipelines can vote; null without a configuration.</param>
    public static IReadOnlyList<VotingAdvice> Decide(
        HealthReport report, PromotionPolicy policy, IVotingPipelines? pipelines)
    {
        var trial = new JobTrial(policy, report.Until);
        var advice = report.Jobs.Select(j => Alone(j, trial, policy, pipelines)).ToList();
        var bounded = advice.GroupBy(a => (a.Of.Project, a.Of.Pipeline)).SelectMany(g => Together([.. g], policy))
            .ToDictionary<VotingAdvice, JobSummary>(a => a.Of, ReferenceEqualityComparer.Instance);
        return [.. advice.Select(a => WithTimeout(bounded[a.Of], report, policy))];
    }

    private static VotingAdvice Alone(
        JobSummary job, JobTrial trial, PromotionPolicy policy, IVotingPipelines? pipelines)
    {
        if (job.Voting)
        {
            var against = trial.Demoting(job);
            return against.Count > 0
                ? new(job, VotingVerdict.Demote, against, [], null)
                : new(job, VotingVerdict.Hold, [$"It votes, and keeps within the bounds: {Record(job)}."], [], null);
        }

        var blocking = trial.Blocking(job).ToList();
        if (pipelines?.CanVote(job.Pipeline) == false)
        {
            blocking.Insert(0,
                $"The pipeline '{job.Pipeline}' reports without a vote: whatever the job says there, it can't vote. "
                + "Let the pipeline's reports carry one, or run the job in a pipeline that votes.");
        }

        return blocking.Count > 0
            ? new(job, VotingVerdict.Hold, blocking, blocking, null)
            : new(job, VotingVerdict.Promote,
                [$"It keeps within all bounds for {policy.Promote.Weeks} weeks: {Record(job)}."], [], null);
    }

    // The best first, until a clean change would fail too often somewhere. Jobs that already vote are counted first,
    // except those to demote.
    private static IEnumerable<VotingAdvice> Together(IReadOnlyList<VotingAdvice> advice, PromotionPolicy policy)
    {
        double FailsFalsely(VotingAdvice a) => FalseFailure.Of(a.Of, policy.Repeated);
        var voting = advice.Where(a => a.Of.Voting && a.Verdict != VotingVerdict.Demote).ToList();
        var sum = voting.Select(FailsFalsely).Aggregate(0.0, FalseFailure.Together);
        var most = voting.Select(a => FalseFailure.Most(a.Of)).Aggregate(0.0, FalseFailure.Together);
        foreach (var one in advice.Where(a => a.Verdict != VotingVerdict.Promote)) yield return one;
        foreach (var one in advice
            .Where(a => a.Verdict == VotingVerdict.Promote)
            .OrderBy(FailsFalsely)
            .ThenBy(a => a.Of.Job, StringComparer.Ordinal))
        {
            var with = FalseFailure.Together(sum, FailsFalsely(one));
            var mostWith = FalseFailure.Together(most, FalseFailure.Most(one.Of));
            if (with <= policy.FalseFailures)
            {
                (sum, most) = (with, mostWith);
                yield return one with
                {
                    Reasons =
                    [
                        .. one.Reasons,
                        $"With it a clean change fails in {Between(sum, most)} of the runs of '{one.Of.Pipeline}'."
                    ]
                };
                continue;
            }

            var cause = $"With it a clean change would fail in {Between(with, mostWith)} of the runs of "
                + $"'{one.Of.Pipeline}', where {Between(sum, most)} "
                + $"fail without it; {JobTrial.Percent(policy.FalseFailures)} is the bound.";
            yield return one with
            {
                Verdict = VotingVerdict.Hold,
                Reasons = [cause, .. one.Reasons],
                Blocking = [cause]
            };
        }
    }

    private static VotingAdvice WithTimeout(VotingAdvice advice, HealthReport report, PromotionPolicy policy)
    {
        if (policy.Timeouts.Wanted(advice.Of, report.Jobs) is not { } wanted) return advice;
        var timeout = TimeoutPolicy.Bounded(wanted);
        var reasons = advice.Reasons.ToList();
        if (wanted > timeout)
            reasons.Add($"It should have {wanted} s of time; Zuul's limit is {ZuulLimits.MaxJobTimeout} s, unless the "
                + "tenant raises max-job-timeout.");
        if (advice.Of.Counts.TimedOut > 0)
            reasons.Add($"{advice.Of.Counts.TimedOut} of its builds ran out of time: durations of passed ones don't "
                + "show how long those would have taken.");
        return advice with { Timeout = timeout, Reasons = reasons };
    }

    // What hasn't failed yet may fail: no estimate is 0.
    private static string Between(double estimate, double most) => JobTrial.Percent(estimate) == JobTrial.Percent(0)
        ? $"at most {JobTrial.Percent(most)}"
        : $"{JobTrial.Percent(estimate)} (at most {JobTrial.Percent(most)})";

    private static string Record(JobSummary job) => job.PassRate is { } rate
        ? $"{job.Counts.Passed} of {rate.Of} builds passed ({JobTrial.Percent(rate.Value)}, "
            + $"at least {JobTrial.Percent(rate.Low)})"
        : "no build speaks of the code";
}
