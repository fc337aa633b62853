using Argosy.Platforms;

namespace Argosy.JobHealth;

/// <summary>The figures of each job from the builds of a span of time: the only input of promotion, of the dashboard
/// and of <c>argosy health show --json</c>.</summary>
/// <param name="Tenant">The Zuul tenant, or null when builds were read from a file without one.</param>
/// <param name="From">The earliest build's start, UTC.</param>
/// <param name="Until">The end of the span, UTC; given by the caller or the newest build's end, never the
/// clock.</param>
/// <param name="Jobs">By project, then job, then architecture, then pipeline, all in ordinal order.</param>
public sealed record HealthReport(
    string? Tenant, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<JobSummary> Jobs);

/// <summary>One job of one project on one architecture in one pipeline.</summary>
/// <param name="Project">Zuul's canonical project name, for example <c>openstack/nova</c>.</param>
/// <param name="Job">The job's name in Zuul, for example <c>openstack-tox-py313-arm64</c>.</param>
/// <param name="Family">The job's name without its architecture: jobs of one family are compared with each
/// other.</param>
/// <param name="Architecture">From the job's name or its nodeset; x64 if neither names one.</param>
/// <param name="Pipeline">The pipeline that ran it.</param>
/// <param name="Voting">Whether its newest build voted.</param>
/// <param name="Counts">Builds by outcome.</param>
/// <param name="PassRate">Of the builds whose result depends on the code; null when there is none.</param>
/// <param name="Flakiness">The share of changes built more than once that had both a pass and a failure on one patch
/// set; null when no change was built twice.</param>
/// <param name="Duration">Of passed builds; null when there is none.</param>
/// <param name="RatioToX64">Its median duration divided by that of the same family and project on x64; null without
/// one.</param>
/// <param name="LongestFailures">The longest series of failures.</param>
/// <param name="Weeks">One entry per week of the span, the oldest first, also for weeks without a build.</param>
public sealed record JobSummary(
    string Project,
    string Job,
    string Family,
    Architecture Architecture,
    string Pipeline,
    bool Voting,
    BuildCounts Counts,
    Rate? PassRate,
    Rate? Flakiness,
    DurationFigures? Duration,
    double? RatioToX64,
    int LongestFailures,
    IReadOnlyList<WeekOfBuilds> Weeks)
{
    /// <summary>Times from the event to the start of its builds; null if Zuul gives none.</summary>
    public DurationFigures? Waiting { get; init; }

    /// <summary>Its builds by branch, in ordinal order; null if Zuul gives no branches.</summary>
    public IReadOnlyList<BranchOfBuilds>? Branches { get; init; }
}

/// <summary>A branch's builds of one job.</summary>
/// <param name="Name">The branch.</param>
/// <param name="Verdicts">Builds whose result depends on the code.</param>
/// <param name="Passed">The number of those that passed.</param>
public sealed record BranchOfBuilds(string Name, int Verdicts, int Passed);

/// <summary>Builds by outcome. Only passed, failed and timed-out ones depend on the code.</summary>
/// <param name="Passed">SUCCESS.</param>
/// <param name="Failed">FAILURE and POST_FAILURE.</param>
/// <param name="TimedOut">TIMED_OUT.</param>
/// <param name="NodeFailures">NODE_FAILURE and RETRY_LIMIT: the machine's fault, but a change fails by it.</param>
/// <param name="WithoutVerdict">SKIPPED, CANCELED, RETRY (which is built again), and results of future Zuul
/// versions.</param>
public sealed record BuildCounts(int Passed, int Failed, int TimedOut, int NodeFailures, int WithoutVerdict)
{
    /// <summary>Those whose result depends on the code.</summary>
    public int Verdicts => Passed + Failed + TimedOut;

    /// <summary>The share of builds that a machine's fault ended, of all that ended with a result for the change; 0
    /// for none.</summary>
    public double NodeFailureShare => NodeFailures == 0 ? 0 : (double)NodeFailures / (Verdicts + NodeFailures);
}

/// <summary>A share with its 95 % Wilson interval.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Of">The number of items.</param>
public sealed record Rate(double Value, double Low, double High, int Of);

/// <summary>Percentiles of durations, in seconds.</summary>
public sealed record DurationFigures(double P50, double P75, double P95, double Longest);

/// <summary>A week's builds of one job.</summary>
/// <param name="Start">Its Monday, 00:00 UTC.</param>
/// <param name="Verdicts">Builds whose result depends on the code.</param>
/// <param name="Passed">The number of those that passed.</param>
/// <param name="P50">Median duration of those, in seconds; null when none passed.</param>
public sealed record WeekOfBuilds(DateTimeOffset Start, int Verdicts, int Passed, double? P50);
