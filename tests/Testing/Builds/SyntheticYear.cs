using System.Globalization;
using Argosy.JobHealth;
using Argosy.JobHealth.Dashboard;
using Argosy.Platforms;

namespace Argosy.Testing;

/// <summary>A synthetic year of builds: the same figures on every machine and in every run.</summary>
internal sealed class SyntheticYear
{
    private const int Weeks = 52;
    private static readonly DateTimeOffset s_start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_families =
    [
        "openstack-tox-py313", "openstack-tox-functional", "tempest-full-py3", "build-wheel-cache", "devstack-platform"
    ];
    private static readonly string[] s_projects =
        ["nova", "neutron", "ironic", "keystone", "heat", "glance", "cinder", "swift", "octavia", "magnum"];
    private ulong _state = 2025;

    /// <summary>That many projects of five jobs each, on the first three architectures of the table.</summary>
    public static HealthFigures Of(int projects) => new SyntheticYear().Make(projects);

    /// <summary>Two distributions, of which the newer has wheels only for the build machine, and an unused
    /// one.</summary>
    public static WheelCoverage Wheels()
    {
        var platforms = Distribution.All.Take(2)
            .SelectMany(d => Architecture.All.Take(3).Where(d.Carries).Select(a => new Platform(d, a)))
            .ToList();
        var published = platforms
            .Where((p, i) => i < 3 || p.Architecture == Architecture.DefaultBaseline)
            .ToDictionary(p => p.WheelSlug, p => 410 - p.WheelSlug.Length);
        published["debian-10-sparc64"] = 12;
        return WheelCoverage.Of(platforms, published);
    }

    private HealthFigures Make(int projects)
    {
        var jobs = Enumerable.Range(0, projects).SelectMany(Project).ToList();
        return new(new("openstack", s_start, s_start.AddDays(7 * Weeks), jobs), [.. jobs.Select(Advise)]);
    }

    private IEnumerable<JobSummary> Project(int number)
    {
        var round = number / s_projects.Length;
        var name = $"openstack/{s_projects[number % s_projects.Length]}"
            + $"{(round > 0 ? $"-{round.ToString(CultureInfo.InvariantCulture)}" : "")}";
        foreach (var (index, family) in s_families.Index())
        {
            var usual = 600 + (index * 1100) + (900 * Next());
            foreach (var (place, architecture) in Architecture.All.Take(3).Index())
                yield return Job(
                    name, family, architecture, usual,
                    place == 0 ? 1 : 1.15 + (place * 0.3) + (0.5 * Next()),
                    0.995 - (place * 0.05 * Next()) - (index * 0.012));
        }
    }

    private JobSummary Job(
        string project, string family, Architecture architecture, double usual, double ratio, double reliability)
    {
        var own = architecture == Architecture.DefaultBaseline;
        // One job in eight is ill for a while, one in nine has no nodes for a while.
        var (ill, absent) = (Next() < 0.125 ? Whole(38) : -20, !own && Next() < 0.11 ? Whole(44) : -20);
        List<WeekOfBuilds> weeks = [];
        for (var week = 0; week < Weeks; week++)
        {
            var verdicts = week >= absent && week < absent + 5 ? 0 : 3 + Whole(own ? 22 : 9);
            var passes = week >= ill && week < ill + 9 ? reliability * 0.6 : reliability;
            var passed = Enumerable.Range(0, verdicts).Count(_ => Next() < passes);
            weeks.Add(new(s_start.AddDays(7 * week), verdicts, passed,
                passed > 0 ? Math.Round(usual * ratio * (0.9 + (0.2 * Next()) + (week * 0.002))) : null));
        }

        var (all, good) = (weeks.Sum(w => w.Verdicts), weeks.Sum(w => w.Passed));
        var late = (all - good) * (own ? 1 : 3) / 10;
        var median = Math.Round(usual * ratio);
        return new(
            project, own ? family : $"{family}-{architecture.Name}", family, architecture,
            own ? "check" : $"check-{architecture.Name}", own,
            new(good, all - good - late, late, own ? Whole(3) : Whole(14), Whole(9)),
            Share(good, all), Share(Whole(own ? 3 : 8), 40 + Whole(60)),
            new(
                median, Math.Round(median * 1.1), Math.Round(median * (1.25 + (0.4 * Next()))),
                Math.Round(median * 1.9)),
            own ? 1 : Math.Round(ratio, 2), 1 + Whole(ill >= 0 ? 12 : 4), weeks);
    }

    private static VotingAdvice Advise(JobSummary job)
    {
        var rate = job.PassRate!;
        var percent = (rate.Low * 100).ToString("0.0", CultureInfo.InvariantCulture);
        var verdict = (job.Voting, rate.Low) switch
        {
            (true, < 0.88) => VotingVerdict.Demote,
            (false, > 0.945) => VotingVerdict.Promote,
            _ => VotingVerdict.Hold,
        };
        IReadOnlyList<string> blocking = job.Voting || verdict == VotingVerdict.Promote ? [] :
            [
                $"the pass rate may be as low as {percent} %, and the policy wants 94.5 %",
                .. job.LongestFailures > 10 ? [$"{job.LongestFailures} failures in a row"] : (string[])[]
            ];
        return new(
            job, verdict, [$"The pass rate is at least {percent} % ({rate.Of} builds)"], blocking,
            (int)job.Duration!.P95 * 2);
    }

    private static Rate Share(int part, int of)
    {
        const double z = 1.96;
        var (p, n) = ((double)part / of, (double)of);
        var (middle, half) = (
            (p + (z * z / (2 * n))) / (1 + (z * z / n)),
            z * Math.Sqrt((p * (1 - p) / n) + (z * z / (4 * n * n))) / (1 + (z * z / n)));
        return new(p, Math.Max(0, middle - half), Math.Min(1, middle + half), of);
    }

    private int Whole(int below) => (int)(Next() * below);

    // SplitMix64 (Steele, Lea, Flood 2014): a few lines that are the same on every runtime.
    private double Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
