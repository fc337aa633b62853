using Argosy.Platforms;
using Argosy.Platforms.Yaml;
using Argosy.Zuul.Model;

namespace Argosy.JobHealth.Promotion;

/// <summary>Computes a job's timeout from its measured durations.</summary>
/// <param name="Factor">The factor over the 95th percentile of passed builds.</param>
/// <param name="Builds">The minimum number of passed builds: with fewer, none is recommended.</param>
public sealed record TimeoutPolicy(double Factor, int Builds)
{
    // Without steps a timeout would change by seconds at every update.
    private const int Step = 300;

    internal static TimeoutPolicy Read(YamlMap? map, TimeoutPolicy absent)
    {
        if (map is null) return absent;
        var rule = new TimeoutPolicy(PolicyValue.Factor(map, "factor", absent.Factor),
            PolicyValue.Whole(map, "builds", absent.Builds, 1, 100_000));
        map.Done();
        return rule;
    }

    /// <summary>The timeout in seconds, without Zuul's limit: whole steps of five minutes, and at least what the same
    /// family needs on x64. Null with too few builds.</summary>
    internal int? Wanted(JobSummary job, IEnumerable<JobSummary> all)
    {
        if (Own(job) is not { } own) return null;
        var x64 = all
            .Where(j => j.Architecture == Architecture.DefaultBaseline && j.Family == job.Family
                && j.Project == job.Project)
            .Max(Own);
        return Math.Max(own, x64 ?? 0);
    }

    /// <summary>The same within Zuul's limit.</summary>
    internal static int Bounded(int wanted) => Math.Min(wanted, ZuulLimits.MaxJobTimeout);

    private int? Own(JobSummary job) => job.Duration is { } duration && job.Counts.Passed >= Builds
        ? (int)Math.Min(Math.Max(1, Math.Ceiling(duration.P95 * Factor / Step)) * Step, int.MaxValue / 2)
        : null;
}
