using Argosy.Platforms.Yaml;

namespace Argosy.JobHealth.Promotion;

/// <summary>The conditions for a job to vote, and to stop voting.</summary>
/// <param name="Window">The evaluated days, back from the newest build.</param>
/// <param name="Builds">The minimum number of builds whose result depends on the code: with fewer, there is no
/// advice.</param>
/// <param name="Repeated">The minimum number of patch sets built more than once: a voting job must have shown the same
/// result for the same commit.</param>
/// <param name="WeeklyBuilds">The minimum number of builds whose result depends on the code for a week to
/// count.</param>
/// <param name="Promote">A job within these bounds may vote.</param>
/// <param name="Demote">A job beyond one of these should not; they are wider, so that no job alternates.</param>
/// <param name="FalseFailures">The maximum probability that a clean change fails in one of a project's voting jobs in a
/// pipeline, 0 to 1.</param>
/// <param name="Timeouts">How timeouts are computed from durations.</param>
/// <remarks>The defaults are those of Kubernetes' sig-release for jobs that block a release (75 % of a week's runs
/// pass, its 75th percentile takes two hours, ten failures in a row), with a gap between promotion and
/// demotion.</remarks>
public sealed record PromotionPolicy(int Window, int Builds, int Repeated, int WeeklyBuilds, VotingBounds Promote,
    VotingBounds Demote, double FalseFailures, TimeoutPolicy Timeouts)
{
    /// <summary>The file's path in a project.</summary>
    public const string FileName = "pipelines/promotion.yaml";

    /// <summary>The values for a project without its own.</summary>
    public static PromotionPolicy Default { get; } = new(Window: 84, Builds: 30, Repeated: 3, WeeklyBuilds: 5,
        new(Weeks: 4, WeeklyPasses: 0.85, P75: TimeSpan.FromMinutes(120), FailuresInARow: 10, Flakiness: 0.10,
            NodeFailures: 0.05, Waiting: TimeSpan.FromMinutes(120)),
        new(Weeks: 2, WeeklyPasses: 0.75, P75: TimeSpan.FromMinutes(150), FailuresInARow: 15, Flakiness: 0.25,
            NodeFailures: 0.15, Waiting: TimeSpan.FromMinutes(240)),
        FalseFailures: 0.20, new(Factor: 1.5, Builds: 10));

    /// <summary>Reads a file, or returns the defaults if there is none. Error ARG0688 for an impossible value, and
    /// those of <see cref="YamlFile"/>.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="shownAs">Its name in errors.</param>
    public static PromotionPolicy Load(string path, string shownAs) =>
        File.Exists(path) ? Read(YamlFile.Load(path, shownAs)) : Default;

    /// <summary>Reads a parsed document; missing values have their defaults.</summary>
    public static PromotionPolicy Read(YamlMap map)
    {
        var policy = new PromotionPolicy(
            PolicyValue.Whole(map, "window-days", Default.Window, 14, 3660),
            PolicyValue.Whole(map, "builds", Default.Builds, 1, 100_000),
            PolicyValue.Whole(map, "repeated-commits", Default.Repeated, 0, 100_000),
            PolicyValue.Whole(map, "weekly-builds", Default.WeeklyBuilds, 1, 100_000),
            VotingBounds.Read(map.Map("promote"), Default.Promote),
            VotingBounds.Read(map.Map("demote"), Default.Demote),
            PolicyValue.Share(map, "false-failures", Default.FalseFailures),
            TimeoutPolicy.Read(map.Map("timeouts"), Default.Timeouts));
        map.Done();
        policy.Promote.MustBeWithin(policy.Demote, map);
        return policy;
    }
}
