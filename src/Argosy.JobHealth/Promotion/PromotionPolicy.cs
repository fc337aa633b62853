using Argosy.Platforms.Yaml;

namespace Argosy.JobHealth.Promotion;

/// <summary>When a job may vote, and when it no longer should.</summary>
/// <param name="Window">Days of builds that are looked at, back from the newest.</param>
/// <param name="Builds">Builds that speak of the code, at least: with fewer, nothing is said.</param>
/// <param name="Repeated">Patch sets built more than once, at least: who votes must have been seen to say the same of the
/// same commit.</param>
/// <param name="WeeklyBuilds">A week with fewer builds that speak of the code says nothing.</param>
/// <param name="Promote">A job that keeps within these may vote.</param>
/// <param name="Demote">One that is beyond one of these should no longer; wider, so that nothing swings to and fro.</param>
/// <param name="FalseFailures">How probable it may be that a clean change fails in one of a project's voting jobs in a
/// pipeline, 0 to 1.</param>
/// <param name="Timeouts">How timeouts follow from durations.</param>
/// <remarks>The defaults are those of Kubernetes' sig-release for jobs that block a release (75 % of a week's runs pass, its
/// 75th percentile takes two hours, ten failures in a row), with a distance between promotion and demotion.</remarks>
public sealed record PromotionPolicy(int Window, int Builds, int Repeated, int WeeklyBuilds, VotingBounds Promote,
    VotingBounds Demote, double FalseFailures, TimeoutPolicy Timeouts)
{
    /// <summary>The file's place in a project.</summary>
    public const string FileName = "pipelines/promotion.yaml";

    /// <summary>What holds where a project says nothing.</summary>
    public static PromotionPolicy Default { get; } = new(Window: 84, Builds: 30, Repeated: 3, WeeklyBuilds: 5,
        new(Weeks: 4, WeeklyPasses: 0.85, P75: TimeSpan.FromMinutes(120), FailuresInARow: 10, Flakiness: 0.10),
        new(Weeks: 2, WeeklyPasses: 0.75, P75: TimeSpan.FromMinutes(150), FailuresInARow: 15, Flakiness: 0.25),
        FalseFailures: 0.20, new(Factor: 1.5, Builds: 10));

    /// <summary>Reads a file, or has the defaults where there is none. Error ARG0688 for an impossible value, and those of
    /// <see cref="YamlFile"/>.</summary>
    /// <param name="path">Where the file lies.</param>
    /// <param name="shownAs">How errors name it.</param>
    public static PromotionPolicy Load(string path, string shownAs) => File.Exists(path) ? Read(YamlFile.Load(path, shownAs)) : Default;

    /// <summary>Reads a parsed document; what it leaves out has its default.</summary>
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
