using Argosy.JobHealth.Promotion;
using Argosy.JobHealth.Statistics;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.JobHealth.Tests.Promotion;

public sealed class PlanTests
{
    private static readonly DateTimeOffset s_monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_job_that_keeps_within_all_bounds_may_vote()
    {
        var advice = Decide(Job());
        advice.Verdict.ShouldBe(VotingVerdict.Promote);
        advice.Blocking.ShouldBeEmpty();
        advice.Reasons[0].ShouldContain("95 of 100 builds passed (95 %");
    }

    [Fact]
    public void Each_bound_blocks_by_itself()
    {
        Blocked(Job() with { Counts = new(10, 1, 0, 0, 0) }, "11 builds that speak of the code; 30");
        Blocked(Job() with { Duration = new(3600, 7300, 8000, 9000) }, "longer than 122 min; 120 min");
        Blocked(Job() with { LongestFailures = 11 }, "failed 11 times in a row; 10");
        Blocked(Job() with { Flakiness = Estimates.Rate(2, 10) }, "Of 10 patch sets built more than once 20 %");
        Blocked(Job() with { Flakiness = null }, "built 0 patch sets more than once; 3");
        Blocked(Job() with { Weeks = Weeks(20, 20, 16, 20) }, "In the week of 2026-01-19 80 % passed; 85 %");
        Blocked(Job() with { Weeks = Weeks(20, 20, 20) }, "of 3 whole weeks; 4");
        Blocked(
            Job() with { Weeks = [.. Weeks(20, 20, 20), new(s_monday.AddDays(21), 2, 2, 60)] },
            "2 builds that speak of the code; 5");
    }

    [Fact]
    public void A_fault_of_the_machine_fails_a_change_too_and_has_a_bound()
    {
        Blocked(
            Job() with { Counts = new(95, 5, 0, 45, 9) },
            "Of 145 builds 45 (31 %) ended by a fault of the machine");
        Decide(Job() with { Counts = new(95, 5, 0, 3, 90) }).Verdict.ShouldBe(VotingVerdict.Promote);
        Decide(Job() with { Voting = true, Counts = new(95, 5, 0, 45, 0) }).Verdict.ShouldBe(VotingVerdict.Demote);
        FalseFailure.Of(Job() with { Counts = new(95, 5, 0, 25, 0) }, repeated: 3).ShouldBe(0.2, 1e-9);
    }

    [Fact]
    public void Waiting_has_a_bound_and_branches_are_judged_apart()
    {
        Blocked(
            Job() with { Waiting = new(7000, 14400, 15000, 16000) },
            "A quarter of its builds starts more than 240 min after the event; 120 min is the bound.");
        Decide(Job() with { Waiting = new(60, 7200, 8000, 9000) }).Verdict.ShouldBe(VotingVerdict.Promote);
        Blocked(
            Job() with { Branches = [new("master", 950, 940), new("stable/1", 40, 8)] },
            "On the branch 'stable/1' 8 of 40 builds passed; 85 % is the bound.");
        Decide(Job() with { Branches = [new("master", 950, 940), new("stable/1", 3, 1)] })
            .Verdict.ShouldBe(VotingVerdict.Promote);
    }

    [Fact]
    public void A_job_that_has_not_failed_yet_may_fail()
    {
        var perfect = Job() with { PassRate = Estimates.Rate(100, 100), Flakiness = Estimates.Rate(0, 50) };
        Decide(perfect).Reasons.ShouldContain(
            "With it a clean change fails in at most 3.7 % of the runs of 'check'.");
        Decide(perfect).Reasons.ShouldNotContain(r => r.Contains(" 0 %", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, VotingVerdict.Demote)]
    [InlineData(6, VotingVerdict.Hold)]
    public void A_job_that_breaks_down_is_demoted_within_days(int passedOfTen, VotingVerdict verdict) =>
        Decide(
            Job() with
            {
                Voting = true,
                Weeks = [.. Weeks(20, 19, 20, 18), new(s_monday.AddDays(28), 10, passedOfTen, 60)],
            },
            until: s_monday.AddDays(30)).Verdict.ShouldBe(verdict);

    [Fact]
    public void A_week_that_is_not_over_says_nothing() =>
        Decide(Job() with { Weeks = Weeks(20, 20, 20, 20, 0) }, until: s_monday.AddDays(30))
            .Verdict.ShouldBe(VotingVerdict.Promote);

    [Theory]
    [InlineData(true, 20, 20, VotingVerdict.Hold)]
    [InlineData(true, 20, 16, VotingVerdict.Hold)]
    [InlineData(true, 20, 14, VotingVerdict.Hold)]
    [InlineData(true, 14, 14, VotingVerdict.Demote)]
    [InlineData(false, 14, 14, VotingVerdict.Hold)]
    [InlineData(false, 16, 16, VotingVerdict.Hold)]
    public void Between_the_bounds_everything_stays_as_it_is(
        bool voting, int before, int last, VotingVerdict verdict) =>
        Decide(Job() with { Voting = voting, Weeks = Weeks(20, 20, before, last) }).Verdict.ShouldBe(verdict);

    [Fact]
    public void A_pipeline_that_can_not_vote_makes_promotion_empty()
    {
        var advice = Decide(Job(), pipelines: new Reporters(false));
        advice.Verdict.ShouldBe(VotingVerdict.Hold);
        advice.Blocking[0].ShouldStartWith("The pipeline 'check' reports without a vote");
        Decide(Job(), pipelines: new Reporters(null)).Verdict.ShouldBe(VotingVerdict.Promote);
    }

    [Fact]
    public void The_best_are_promoted_until_a_clean_change_would_fail_too_often()
    {
        // 9.5 % of the patch sets that were built twice had both results: 5 % of builds fail falsely. 1 − 0.95⁴ is
        // 18.5 %, and with a fifth 22.6 %.
        var jobs = Enumerable.Range(0, 6)
            .Select(i => Job() with { Job = $"job-{i}", Flakiness = Estimates.Rate(95, 1000) }).ToList();
        jobs[5] = jobs[5] with { Flakiness = Estimates.Rate(0, 1000) };
        var advice = VotingPlan.Decide(new(null, s_monday, s_monday.AddDays(28), jobs), PromotionPolicy.Default, null);
        advice.Where(a => a.Verdict == VotingVerdict.Promote).Select(a => a.Of.Job)
            .ShouldBe(["job-0", "job-1", "job-2", "job-3", "job-5"]);
        advice[4].Blocking.Single().ShouldStartWith("With it a clean change would fail in 22.6 % (at most ");
        advice[4].Blocking.Single().ShouldContain(" of the runs of 'check', where 18.5 % (at most ");
        advice[4].Blocking.Single().ShouldEndWith(" fail without it; 20 % is the bound.");
    }

    [Fact]
    public void Twenty_two_jobs_that_fail_one_time_in_ten_fail_nine_runs_of_ten() =>
        Enumerable.Repeat(0.1, 22).Aggregate(0.0, FalseFailure.Together).ShouldBe(0.90, 0.005);

    [Fact]
    public void What_votes_already_counts_before_all_others_but_what_is_to_go()
    {
        var voting = Enumerable.Range(0, 5)
            .Select(i => Job() with { Job = $"old-{i}", Voting = true, Flakiness = Estimates.Rate(95, 1000) }).ToList();
        IReadOnlyList<JobSummary> jobs = [.. voting, Job() with { Flakiness = Estimates.Rate(95, 1000) }];
        Last(jobs).ShouldBe(VotingVerdict.Hold);
        Last([.. voting.Select(j => j with { LongestFailures = 99 }), jobs[5]]).ShouldBe(VotingVerdict.Promote);

        static VotingVerdict Last(IReadOnlyList<JobSummary> jobs) =>
            VotingPlan.Decide(new(null, s_monday, s_monday.AddDays(28), jobs), PromotionPolicy.Default, null)
                [^1].Verdict;
    }

    [Fact]
    public void Timeouts_follow_from_durations_and_are_no_less_than_those_of_x64()
    {
        var x64 = Job() with { Job = "unit", Duration = new(1000, 1100, 2000, 3000) };
        var (quick, slow, slowest) = (Foreign(1000), Foreign(5000), Foreign(8000));
        var advice = VotingPlan.Decide(
            new(null, s_monday, s_monday.AddDays(28), [x64, quick, slow, slowest]), PromotionPolicy.Default, null);
        advice.Select(a => a.Timeout).ShouldBe([3000, 3000, 7500, 10800]);
        advice[3].Reasons.ShouldContain(
            r => r.Contains("12000 s of time; Zuul's limit is 10800 s", StringComparison.Ordinal));
        Decide(Job() with { Counts = new(9, 91, 0, 0, 0) }).Timeout.ShouldBeNull();

        static JobSummary Foreign(double p95) => Job() with
        {
            Job = $"unit-{p95}",
            Architecture = Architecture.All[1],
            Duration = new(900, 950, p95, p95)
        };
    }

    [Fact]
    public void The_policy_is_data_and_what_it_leaves_out_has_a_default()
    {
        var policy = Read("builds: 12\npromote:\n  weekly-passes: 90%\nfalse-failures: 0.1\n");
        (policy.Builds, policy.Promote.WeeklyPasses, policy.FalseFailures).ShouldBe((12, 0.9, 0.1));
        policy.ShouldBe(PromotionPolicy.Default with
        {
            Builds = 12,
            FalseFailures = 0.1,
            Promote = PromotionPolicy.Default.Promote with { WeeklyPasses = 0.9 }
        });
    }

    [Theory]
    [InlineData("builds: 0\n", "ARG0688 p.yaml:1")]
    [InlineData("false-failures: 2\n", "ARG0688 p.yaml:1")]
    [InlineData("promote:\n  weekly-passes: 110%\n", "ARG0688 p.yaml:2")]
    [InlineData("promote:\n  weekly-passes: 70%\n", "ARG0688 p.yaml:2: 'weekly-passes' would promote what it demotes")]
    [InlineData("promote:\n  weekly-pases: 70%\n", "ARG0114 p.yaml:2")]
    public void A_wrong_one_is_an_error_with_its_line(string text, string message) =>
        Should.Throw<ArgosyException>(() => Read(text)).Message.ShouldStartWith(message);

    [Fact]
    public void The_projects_own_policy_fits_reader_and_schema()
    {
        var path = Path.Combine(Repository.Root, PromotionPolicy.FileName);
        PromotionPolicy.Load(path, PromotionPolicy.FileName).ShouldBe(PromotionPolicy.Default);
        EditorSchema.Errors("promotion.schema.json", File.ReadAllText(path)).ShouldBeEmpty();
        EditorSchema.Errors("promotion.schema.json", "promote: {weekly-pases: 1}").ShouldNotBeEmpty();
    }

    private static PromotionPolicy Read(string text) => PromotionPolicy.Read(YamlFile.Parse(text, "p.yaml"));

    private static void Blocked(JobSummary job, string cause)
    {
        var advice = Decide(job);
        advice.Verdict.ShouldBe(VotingVerdict.Hold);
        advice.Blocking.Single().ShouldContain(cause);
    }

    private static VotingAdvice Decide(
        JobSummary job, IVotingPipelines? pipelines = null, DateTimeOffset? until = null) =>
        VotingPlan
            .Decide(new(null, s_monday, until ?? s_monday.AddDays(28), [job]), PromotionPolicy.Default, pipelines)
            .Single();

    private static JobSummary Job() =>
        new("p", "unit", "unit", Architecture.DefaultBaseline, "check", false, new(95, 5, 0, 0, 0),
            Estimates.Rate(95, 100), Estimates.Rate(0, 10), new(600, 700, 800, 900), 1, 1, Weeks(20, 19, 20, 18));

    private static IReadOnlyList<WeekOfBuilds> Weeks(params int[] passed) =>
        [.. passed.Select((p, i) => new WeekOfBuilds(s_monday.AddDays(7 * i), 20, p, 600))];

    private sealed class Reporters(bool? vote) : IVotingPipelines
    {
        public bool? CanVote(string pipeline) => vote;
    }
}
