using Argosy.Pipelines.Declarations;
using Argosy.Pipelines.Health;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Promotion;

/// <summary>How a job's timeout follows from its measured durations.</summary>
/// <param name="Factor">Over the 95th percentile of passed builds.</param>
/// <param name="Builds">Passed builds, at least: with fewer, none is recommended.</param>
public sealed record TimeoutRule(double Factor, int Builds)
{
    // A timeout that moves by seconds would be changed for ever.
    private const int Step = 300;

    internal static TimeoutRule Read(YamlMap? map, TimeoutRule absent)
    {
        if (map is null) return absent;
        var rule = new TimeoutRule(PolicyValue.Factor(map, "factor", absent.Factor), PolicyValue.Whole(map, "builds", absent.Builds, 1, 100_000));
        map.Done();
        return rule;
    }

    /// <summary>Seconds to be declared, without regard to Zuul's limit: whole steps of five minutes, and no less than the
    /// same family needs on x64. Null with too few builds.</summary>
    internal int? Wanted(JobHealth job, IEnumerable<JobHealth> all)
    {
        if (Own(job) is not { } own) return null;
        var x64 = all.Where(j => j.Architecture.IsBuildMachine && j.Family == job.Family && j.Project == job.Project).Max(Own);
        return Math.Max(own, x64 ?? 0);
    }

    /// <summary>The same within Zuul's limit.</summary>
    internal static int Bounded(int wanted) => Math.Min(wanted, JobFamily.MaxTimeout);

    private int? Own(JobHealth job) => job.Duration is { } duration && job.Counts.Passed >= Builds
        ? (int)Math.Min(Math.Max(1, Math.Ceiling(duration.P95 * Factor / Step)) * Step, int.MaxValue / 2)
        : null;
}
