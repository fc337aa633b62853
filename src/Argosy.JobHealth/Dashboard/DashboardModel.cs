using Argosy.Platforms;

namespace Argosy.JobHealth.Dashboard;

/// <summary>The figures in the order in which the page shows them.</summary>
/// <param name="Report">Their source.</param>
/// <param name="Jobs">All jobs with their advice.</param>
/// <param name="Architectures">Those that have a job, in the dialect table's order.</param>
/// <param name="Projects">By name.</param>
internal sealed record DashboardModel(
    HealthReport Report, IReadOnlyList<JobView> Jobs, IReadOnlyList<Architecture> Architectures,
    IReadOnlyList<ProjectBoard> Projects)
{
    public static DashboardModel Of(HealthFigures figures)
    {
        var advice = figures.Advice.ToDictionary(a => JobKey.Of(a.Of));
        IReadOnlyList<JobView> jobs =
        [
            .. figures.Report.Jobs
                // A job that was only skipped or cancelled has nothing to show.
                .Where(j => j.Counts is not { Verdicts: 0, NodeFailures: 0, WithoutVerdict: > 0 })
                .Select(j => new JobView(j, advice.GetValueOrDefault(JobKey.Of(j))))
                .OrderBy(v => v.Job.Project, StringComparer.Ordinal).ThenBy(v => v.Job.Family, StringComparer.Ordinal)
                .ThenBy(v => v.Job.Pipeline, StringComparer.Ordinal).ThenBy(v => v.Job.Job, StringComparer.Ordinal)
        ];
        return new(figures.Report, jobs, [.. Architecture.All.Where(a => jobs.Any(v => v.Job.Architecture == a))],
            [.. jobs.GroupBy(v => v.Job.Project).Select(p => new ProjectBoard(p.Key, [.. p]))]);
    }
}

/// <summary>A project with its jobs.</summary>
internal sealed record ProjectBoard(string Name, IReadOnlyList<JobView> Jobs)
{
    /// <summary>A row of the matrix for each family: its jobs by architecture, several if several pipelines run
    /// it.</summary>
    public IReadOnlyList<(string Family, ILookup<Architecture, JobView> Cells)> Rows { get; } =
        [.. Jobs.GroupBy(v => v.Job.Family).Select(f => (f.Key, f.ToLookup(v => v.Job.Architecture)))];
}

/// <summary>A job with its advice.</summary>
internal sealed record JobView(JobSummary Job, VotingAdvice? Advice)
{
    /// <summary>Its voting status.</summary>
    public VotingStatus Status => Advice?.Verdict switch
    {
        VotingVerdict.Promote => VotingStatus.MayVote,
        VotingVerdict.Demote => VotingStatus.ToDemote,
        _ when Job.Voting => VotingStatus.Votes,
        _ => Advice is { Blocking.Count: > 0 } ? VotingStatus.Blocked : VotingStatus.NoVote,
    };
}
