using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.JobHealth.Reading;
using Argosy.JobHealth.Store;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Tests;

public sealed class ReadingTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_ever = s_start.AddYears(-1);

    private readonly FakeZuul _zuul = new();
    private readonly TestFolder _folder = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly HealthDatabase _database;

    public ReadingTests() => _database = HealthDatabase.Open(_folder.At("builds.sqlite"));

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
        _zuul.Dispose();
    }

    [Fact]
    public async Task All_pages_are_read_one_after_another_with_pauses()
    {
        Add(25);
        var summary = await ReadAsync();
        (summary.Builds, summary.News, summary.Requests, summary.Back).ShouldBe((25, 25, 4, s_start));
        _zuul.Requests.Select(r => r.PathAndQuery).First()
            .ShouldBe("/zuul/api/tenant/some%20tenant/builds?limit=10&skip=0");
        _zuul.UserAgent!.ShouldStartWith("argosy-health/");
        _waits.ShouldBe([.. Enumerable.Repeat(TimeSpan.FromMilliseconds(500), 3)]);
        Passed().ShouldBe(25);
        _database.Tenant.ShouldBe("some tenant");
    }

    [Fact]
    public async Task A_second_reading_reads_what_is_new()
    {
        Add(100);
        await ReadAsync();
        Add(5);
        var summary = await ReadAsync();
        summary.News.ShouldBe(5);
        summary.Requests.ShouldBeLessThan(5);
        Passed().ShouldBe(105);
    }

    [Fact]
    public async Task What_ran_is_read_again()
    {
        Add(40, running: 3);
        await ReadAsync();
        Passed().ShouldBe(39);
        _zuul.Builds[^4]["result"] = "SUCCESS";
        Add(20);
        (await ReadAsync()).News.ShouldBe(21);
        Passed().ShouldBe(60);
    }

    [Fact]
    public async Task A_reading_that_was_cut_off_leaves_no_gap()
    {
        Add(60);
        _zuul.Otherwise = (request, context) =>
            request is >= 2 and <= 6 && FakeZuul.Answer(context, "busy", "text/plain", 503);
        (await Should.ThrowAsync<ArgosyException>(() => ReadAsync())).Message.ShouldStartWith("ARG0680 ");
        Passed().ShouldBe(20);
        Add(10);
        await ReadAsync();
        Passed().ShouldBe(70);
    }

    [Fact]
    public async Task Nor_does_one_that_asked_for_less()
    {
        Add(30);
        await ReadAsync();
        Add(60);
        await ReadAsync(s_start.AddHours(80));
        Passed().ShouldBe(90);
    }

    [Fact]
    public async Task A_server_that_has_enough_is_left_alone_for_as_long_as_it_says()
    {
        Add(3);
        _zuul.Otherwise = (request, context) =>
        {
            if (request > 0) return false;
            context.Response.AddHeader("Retry-After", "7");
            return FakeZuul.Answer(context, "", status: 429);
        };
        (await ReadAsync()).Builds.ShouldBe(3);
        _waits[0].ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task One_that_says_too_long_is_given_up()
    {
        _zuul.Otherwise = (_, context) =>
        {
            context.Response.AddHeader("Retry-After", "86400");
            return FakeZuul.Answer(context, "", status: 503);
        };
        (await Should.ThrowAsync<ArgosyException>(() => ReadAsync()))
            .Message.ShouldContain("left alone for 1440 minutes");
        _zuul.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Waits_grow_from_one_failure_to_the_next()
    {
        _zuul.Otherwise = (_, context) => FakeZuul.Answer(context, "", status: 500);
        await Should.ThrowAsync<ArgosyException>(() => ReadAsync());
        _waits.Select(w => w.TotalSeconds).ShouldBe([1, 2, 4, 8]);
    }

    [Fact]
    public async Task A_server_that_is_slow_is_an_error()
    {
        using var never = new ManualResetEventSlim();
        _zuul.Otherwise = (_, _) => never.Wait(Patience.Limit);
        var reading = ReadAsync(policy: m => m with { PerRequest = TimeSpan.FromMilliseconds(200), Attempts = 1 });
        (await Should.ThrowAsync<ArgosyException>(() => reading))
            .Message.ShouldContain("it takes longer than 0.2 seconds");
        never.Set();
    }

    [Theory]
    [InlineData("<html><body>Sign in</body></html>", "text/html", "it answers with 'text/html'")]
    [InlineData("<html><body>Sign in</body></html>", "application/json", "no JSON list")]
    [InlineData("""[{"uuid": "a", "job""", "application/json", "no JSON list")]
    [InlineData("""{"description": "no tenant"}""", "application/json", "no JSON list")]
    [InlineData("", "application/json", "no JSON list")]
    [InlineData("[1, 2, [3]]", "application/json", "none of its 3 entries")]
    public async Task What_is_no_page_is_an_error(string body, string type, string cause)
    {
        _zuul.Otherwise = (_, context) => FakeZuul.Answer(context, body, type);
        (await Should.ThrowAsync<ArgosyException>(() => ReadAsync())).Message.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith("ARG0681 http://127.0.0.1:"), m => m.ShouldContain(cause));
    }

    [Fact]
    public async Task Nesting_without_end_is_one_too()
    {
        _zuul.Otherwise = (_, context) => FakeZuul.Answer(context, new string('[', 200_000));
        (await Should.ThrowAsync<ArgosyException>(() => ReadAsync())).Message.ShouldStartWith("ARG0681 ");
    }

    [Fact]
    public async Task So_is_a_page_that_is_too_long()
    {
        Add(10);
        var reading = ReadAsync(policy: m => m with { MostBytes = 1000 });
        (await Should.ThrowAsync<ArgosyException>(() => reading)).Message.ShouldStartWith("ARG0681 ");
        Passed().ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_tenant_is_not_asked_for_twice()
    {
        _zuul.Otherwise = (_, context) => FakeZuul.Answer(context, "{}", status: 404);
        (await Should.ThrowAsync<ArgosyException>(() => ReadAsync())).Message.ShouldContain("status 404");
        _zuul.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Builds_of_a_wrong_form_are_counted_and_left_out()
    {
        Add(5);
        _zuul.Builds[0]["job_name"] = 7;
        _zuul.Builds[1]["start_time"] = "yesterday";
        _zuul.Builds[1]["end_time"] = 7;
        _zuul.Builds[2].Remove("uuid");
        _zuul.Builds[3]["result"] = new JsonArray("SUCCESS");
        var summary = await ReadAsync();
        (summary.Builds, summary.Skipped).ShouldBe((1, 4));
    }

    [Fact]
    public async Task A_page_that_comes_for_ever_is_an_error()
    {
        Add(30);
        _zuul.Skipping = _ => 0;
        (await Should.ThrowAsync<ArgosyException>(() => ReadAsync())).Message.ShouldStartWith("ARG0682 ");
        _zuul.Requests.Count.ShouldBe(4);
        Passed().ShouldBe(10);
    }

    [Fact]
    public async Task Pages_that_overlap_count_each_build_once()
    {
        Add(40);
        _zuul.Skipping = skip => Math.Max(0, skip - 4);
        await ReadAsync();
        Passed().ShouldBe(40);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    public async Task Pages_may_be_longer_or_shorter_than_asked(int limit)
    {
        Add(40);
        _zuul.Limiting = _ => limit;
        await ReadAsync();
        Passed().ShouldBe(40);
    }

    [Fact]
    public async Task A_reading_without_end_ends()
    {
        Add(200);
        _zuul.Otherwise = (request, _) =>
            request > 0 && new ManualResetEventSlim().Wait(TimeSpan.FromMilliseconds(300));
        var reading = ReadAsync(policy: m => m with { Altogether = TimeSpan.FromMilliseconds(600) });
        (await Should.ThrowAsync<ArgosyException>(() => reading)).Message.ShouldStartWith("ARG0682 ");
    }

    [Fact]
    public async Task Too_many_builds_are_an_error()
    {
        Add(60);
        var reading = ReadAsync(policy: m => m with { MostBuilds = 25 });
        (await Should.ThrowAsync<ArgosyException>(() => reading)).Message.ShouldContain("more than 25 builds");
    }

    [Fact]
    public async Task Nobody_there_is_an_error()
    {
        var gone = new FakeZuul();
        gone.Dispose();
        var reading = ZuulReading.RunAsync(
            _database, gone.Source, s_ever, FetchPolicy(), new Progress<ReadingSummary>(), CancellationToken.None);
        (await Should.ThrowAsync<ArgosyException>(() => reading)).Message.ShouldStartWith("ARG0680 ");
    }

    private FetchPolicy FetchPolicy() => new()
    {
        PageSize = 10,
        Wait = (time, _) =>
        {
            _waits.Add(time);
            return Task.CompletedTask;
        },
    };

    private Task<ReadingSummary> ReadAsync(
        DateTimeOffset? since = null, Func<FetchPolicy, FetchPolicy>? policy = null) =>
        ZuulReading.RunAsync(
            _database, _zuul.Source, since ?? s_ever, (policy ?? (m => m))(FetchPolicy()),
            new Progress<ReadingSummary>(), CancellationToken.None);

    private int Passed()
    {
        try
        {
            return _database.Report(new(), CancellationToken.None).Jobs.Sum(j => j.Counts.Passed);
        }
        catch (ArgosyException)
        {
            return 0;
        }
    }

    // One build an hour after the existing ones; one of them may still run.
    private void Add(int count, int? running = null)
    {
        for (var i = 0; i < count; i++)
        {
            var start = s_start.AddHours(_zuul.Builds.Count);
            _zuul.Builds.Insert(0, new()
            {
                ["uuid"] = $"build-{_zuul.Builds.Count}",
                ["job_name"] = "unit",
                ["result"] = i == running ? null : "SUCCESS",
                ["start_time"] = start.ToString("s", CultureInfo.InvariantCulture),
                ["end_time"] = i == running ? null : start.AddMinutes(30).ToString("s", CultureInfo.InvariantCulture),
                ["duration"] = i == running ? null : 1800,
                ["voting"] = true,
                ["pipeline"] = "check",
                ["ref"] = new JsonObject { ["project"] = "p", ["change"] = 1, ["patchset"] = "1" },
            });
        }
    }
}
