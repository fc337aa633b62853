using System.Runtime.InteropServices;

namespace Argosy.JobHealth.Statistics;

/// <summary>Computes one job's figures. It needs memory only for one job's builds.</summary>
internal static class JobFigures
{
    /// <summary>The figures of builds; <see cref="Ratios"/> adds the ratio to x64.</summary>
    /// <param name="key">The job.</param>
    /// <param name="builds">Ended builds, at least one, the earliest first.</param>
    /// <param name="weeks">The report's weeks.</param>
    public static JobSummary Of(SeriesKey key, List<Verdict> builds, Weeks weeks)
    {
        var counts = new int[(int)Outcome.WithoutVerdict + 1];
        var weekly = new (int Verdicts, int Passed, List<double>? Durations)[weeks.Count];
        var durations = new List<double>();
        var waits = new List<double>();
        var (run, longest) = (0, 0);
        foreach (ref readonly var build in CollectionsMarshal.AsSpan(builds))
        {
            counts[(int)build.Outcome]++;
            if (!build.Outcome.IsVerdict()) continue;
            if (build.Waited is { } waited) waits.Add(waited);
            ref var week = ref weekly[weeks.IndexOf(build.Start)];
            week.Verdicts++;
            var passed = build.Outcome == Outcome.Passed;
            run = passed ? 0 : run + 1;
            longest = Math.Max(longest, run);
            if (!passed) continue;
            week.Passed++;
            if (build.Duration is not { } seconds) continue;
            (week.Durations ??= []).Add(seconds);
            durations.Add(seconds);
        }

        var sums = new BuildCounts(counts[0], counts[1], counts[2], counts[3], counts[4]);
        return new(key.Project, key.Job, key.Name.Family, key.Name.Architecture, key.Pipeline, builds[^1].Voting, sums,
            Estimates.Rate(sums.Passed, sums.Verdicts), Flakiness(builds), Estimates.Durations(durations),
            RatioToX64: null, longest,
            [
                .. weekly.Select((w, i) =>
                    new WeekOfBuilds(weeks.StartOf(i), w.Verdicts, w.Passed, Median(w.Durations)))
            ])
        {
            Waiting = Estimates.Durations(waits),
            Branches = Branches(builds),
        };
    }

    private static IReadOnlyList<BranchOfBuilds>? Branches(List<Verdict> builds)
    {
        var branches = new SortedDictionary<string, (int Verdicts, int Passed)>(StringComparer.Ordinal);
        foreach (ref readonly var build in CollectionsMarshal.AsSpan(builds))
        {
            if (build.Branch is null || !build.Outcome.IsVerdict()) continue;
            var (verdicts, passed) = branches.GetValueOrDefault(build.Branch);
            branches[build.Branch] = (verdicts + 1, passed + (build.Outcome == Outcome.Passed ? 1 : 0));
        }

        return branches.Count == 0
            ? null
            : [.. branches.Select(b => new BranchOfBuilds(b.Key, b.Value.Verdicts, b.Value.Passed))];
    }

    private static double? Median(List<double>? seconds) => seconds is null ? null : Estimates.Durations(seconds)?.P50;

    // Of the patch sets that were built more than once, the share that both passed and failed.
    private static Rate? Flakiness(List<Verdict> builds)
    {
        var commits = new Dictionary<string, (int Passed, int Failed)>(StringComparer.Ordinal);
        foreach (ref readonly var build in CollectionsMarshal.AsSpan(builds))
        {
            if (build.Commit is null || !build.Outcome.IsVerdict()) continue;
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(commits, build.Commit, out _);
            if (build.Outcome == Outcome.Passed) seen.Passed++;
            else seen.Failed++;
        }

        var (both, repeated) = (0, 0);
        foreach (var (passed, failed) in commits.Values)
        {
            if (passed + failed > 1) repeated++;
            if (passed > 0 && failed > 0) both++;
        }

        return Estimates.Rate(both, repeated);
    }
}
