using Argosy.JobHealth.Reading;
using Argosy.JobHealth.Store;
using Argosy.Platforms;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.JobHealth.Tests;

public sealed class FigureTests
{
    private static readonly DateTimeOffset s_monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static int s_number;

    private static Architecture Foreign => Architecture.All[1];

    [Fact]
    public async Task The_reports_table_has_13_passes_of_15()
    {
        using var folder = new TestFolder();
        using var database = HealthDatabase.Open(folder.At("db"));
        var summary = await BuildFile.ImportAsync(
            database, Path.Combine(Repository.Root, "tests/Argosy.JobHealth.Tests/wallaby-builds.txt"),
            CancellationToken.None);
        (summary.News, summary.Skipped).ShouldBe((15, 0));
        var jobs = database.Report(new(), CancellationToken.None).Jobs;
        jobs.Sum(j => j.Counts.Passed).ShouldBe(13);
        jobs.Sum(j => j.Counts.Verdicts).ShouldBe(15);
        jobs.ShouldAllBe(j => j.Architecture == Foreign && j.Family == "openstack-tox-py38" && !j.Voting
            && j.Pipeline == "check-arm64");
        var neutron = jobs.Single(j => j.Project == "openstack/neutron");
        (neutron.Counts.Passed, neutron.Counts.Failed, neutron.LongestFailures, neutron.Duration!.Longest)
            .ShouldBe((7, 2, 2, 3648));
        // Its one failed change passed as another patch set, so it isn't flaky.
        neutron.Flakiness.ShouldBeNull();
    }

    [Theory]
    [InlineData("openstack-tox-py38-arm64", "", "openstack-tox-py38", "arm64")]
    [InlineData("build-aarch64-wheels", "", "build-wheels", "arm64")]
    [InlineData("ppc64le", "", "ppc64le", "ppc64le")]
    [InlineData("argosy-native-x64", "", "argosy-native", "x64")]
    [InlineData("image_x86_64_debian", "", "image-debian", "x64")]
    [InlineData("charm64-tests", "", "charm64-tests", "x64")]
    [InlineData("tempest", "debian-trixie-arm64-8GB", "tempest", "arm64")]
    [InlineData("tempest-s390x", "debian-trixie-arm64-8GB", "tempest", "s390x")]
    [InlineData("tempest", "ubuntu-noble", "tempest", "x64")]
    public void A_job_or_its_nodeset_names_its_architecture(
        string job, string nodeset, string family, string architecture) =>
        JobName.Of(job, nodeset).ShouldBe(new(family, Architecture.TryFind(architecture)!));

    [Fact]
    public void What_says_nothing_of_the_code_is_counted_apart()
    {
        var job = One(
            "SUCCESS", "FAILURE", "POST_FAILURE", "TIMED_OUT", "NODE_FAILURE", "RETRY", "RETRY_LIMIT", "SKIPPED",
            "CANCELED", "ABDUCTED");
        job.Counts.ShouldBe(new(1, 2, 1, 2, 4));
        job.Counts.NodeFailureShare.ShouldBe(2 / 6.0);
        (job.PassRate!.Value, job.PassRate.Of).ShouldBe((0.25, 4));
        job.LongestFailures.ShouldBe(3);
    }

    [Fact]
    public void A_machine_that_failed_does_not_end_a_row_of_failures() =>
        One("FAILURE", "NODE_FAILURE", "FAILURE", "SUCCESS", "FAILURE").LongestFailures.ShouldBe(2);

    [Fact]
    public void Only_the_same_patch_set_tells_of_flakiness()
    {
        var flaky = Report(
        [
            Of("SUCCESS") with { Commit = "1,1" }, Of("FAILURE") with { Commit = "1,1" },
            Of("SUCCESS") with { Commit = "2,1" }, Of("FAILURE") with { Commit = "2,2" },
            Of("SUCCESS") with { Commit = "3,1" }, Of("SUCCESS") with { Commit = "3,1" },
            Of("NODE_FAILURE") with { Commit = "3,1" },
            Of("SUCCESS") with { Commit = null }, Of("FAILURE") with { Commit = null }
        ]).Jobs.Single().Flakiness!;
        (flaky.Value, flaky.Of).ShouldBe((0.5, 2));
    }

    [Fact]
    public void A_job_is_compared_with_its_family_on_x64_within_its_project()
    {
        var report = Report(
        [
            Of("SUCCESS") with { Duration = 600 },
            Of("SUCCESS") with { Duration = 1200, Job = $"unit-{Foreign}" },
            Of("SUCCESS") with { Duration = 900, Project = "q", Job = $"unit-{Foreign}" }
        ]);
        report.Jobs.Select(j => j.RatioToX64).ShouldBe([1, 2, null]);
    }

    [Fact]
    public void Weeks_without_builds_are_there_too()
    {
        var weeks = Report(
        [
            Of("SUCCESS") with { Start = s_monday.AddDays(6).AddHours(23) },
            Of("FAILURE") with { Start = s_monday.AddDays(15) }
        ]).Jobs.Single().Weeks;
        weeks.Select(w => (w.Start, w.Verdicts, w.Passed))
            .ShouldBe([(s_monday, 1, 1), (s_monday.AddDays(7), 0, 0), (s_monday.AddDays(14), 1, 0)]);
        weeks.Select(w => w.P50).ShouldBe([60, null, null]);
    }

    [Fact]
    public void Neither_the_order_nor_the_portions_of_builds_matter() => Prop.ForAll(
        (from builds in Gen.NonEmptyListOf(AnyBuild)
         from portion in Gen.Choose(1, 7)
         from seed in Gen.Choose(0, 1000)
         select (builds, portion, seed)).ToArbitrary(),
        sample =>
        {
            var whole = Json(Report([.. sample.builds]));
            var shuffled = sample.builds.ToArray();
            new Random(sample.seed).Shuffle(shuffled);
            // The first portion comes twice, as with overlapping pages.
            return Json(Report([shuffled.Chunk(sample.portion).First(), .. shuffled.Chunk(sample.portion)])) == whole;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static Gen<Build> AnyBuild =>
        from result in Gen.Elements("SUCCESS", "FAILURE", "TIMED_OUT", "NODE_FAILURE", "CANCELED", null)
        from project in Gen.Elements("p", "q")
        from job in Gen.Elements("unit", $"unit-{Foreign}", "tempest")
        from nodeset in Gen.Elements("", $"nodes-{Foreign}")
        from minutes in Gen.Choose(0, 60 * 24 * 40)
        from seconds in Gen.Choose(1, 9000)
        from commit in Gen.Elements("1,1", "1,2", "2,1", null)
        select Of(result) with
        {
            Project = project,
            Job = job,
            Nodeset = nodeset,
            Start = s_monday.AddMinutes(minutes),
            Duration = seconds,
            Commit = commit
        };

    private static string Json(HealthReport report) => System.Text.Json.JsonSerializer.Serialize(report);

    private static Build Of(string? result) =>
        new($"build-{Interlocked.Increment(ref s_number)}", "p", "unit", "check", "", result,
            s_monday.AddSeconds(s_number % 1000), null, 60, true, null);

    private static JobSummary One(params string[] results) =>
        Report([.. results.Select((r, i) => Of(r) with { Start = s_monday.AddHours(i) })]).Jobs.Single();

    private static HealthReport Report(IReadOnlyList<Build> builds) => Report([builds]);

    private static HealthReport Report(IReadOnlyList<IReadOnlyList<Build>> portions)
    {
        using var folder = new TestFolder();
        using var database = HealthDatabase.Open(folder.At("db"));
        foreach (var portion in portions) database.Store(portion);
        try
        {
            return database.Report(new(), CancellationToken.None);
        }
        catch (Platforms.Diagnostics.ArgosyException e) when (e.Diagnostics[0].Id == "ARG0687")
        {
            return new(null, default, default, []);
        }
    }
}
