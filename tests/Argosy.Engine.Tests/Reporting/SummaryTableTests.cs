using Argosy.Engine.Graph;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Tests.Reporting;

public sealed class SummaryTableTests
{
    [Fact]
    public void A_run_that_found_everything_up_to_date_ends_with_its_counts()
    {
        var lines = Written([.. Runs.Nodes(10_000).Select(n => Ended(n, TaskOutcome.UpToDate))]);

        lines.ShouldBe(["10 000 more were up to date", "10 000 tasks: 10 000 up to date in 0.1 s"]);
    }

    [Fact]
    public void A_big_graphs_table_has_what_ran_failed_or_was_not_run()
    {
        var results = Runs.Nodes(10_000).Select(n => Ended(n, TaskOutcome.UpToDate)).ToList();
        results[5] = Ended(results[5].Node, TaskOutcome.Done, seconds: 2);
        results[7] = Ended(results[7].Node, TaskOutcome.Failed);
        results[9] = Ended(results[9].Node, TaskOutcome.NotRun);

        var lines = Written(results);

        lines[2..5].Select(l => l.Split(' ')[0]).ShouldBe(["t5", "t7", "t9"]);
        lines[5].ShouldBe("9 997 more were up to date");
    }

    [Fact]
    public void A_big_graphs_first_run_shows_failures_and_what_took_longest()
    {
        var results = Runs.Nodes(1000).Select((n, i) => Ended(n, TaskOutcome.Done, seconds: i)).ToList();
        results[0] = Ended(results[0].Node, TaskOutcome.Failed);

        var lines = Written(results);

        lines[2].ShouldMatch("^t0 +FAILED");
        lines[3].ShouldMatch("^t941 +done +941 s$");
        lines[61].ShouldMatch("^t999 +done");
        lines[62].ShouldBe("940 more: 940 done");
    }

    [Fact]
    public void Restored_says_from_where()
    {
        var here = Ended(Runs.Node("here"), TaskOutcome.Restored) with { From = "local" };
        var there = Ended(Runs.Node("there"), TaskOutcome.Restored) with { From = "cache.example:5000/argosy" };

        var lines = Written([here, there]);

        lines[2].ShouldMatch("^here +restored$");
        lines[3].ShouldMatch("^there +restored \\(registry\\)$");
        lines[^1].ShouldBe("cache: 2 restored (1 local, 1 registry): 100 % hits");
    }

    [Fact]
    public void The_figures_say_what_caches_saved_and_where_the_time_went()
    {
        var compile = Runs.Node("Compile");
        var link = Runs.Node("Link", compile);
        var results = Runs.Nodes(38).Select(n => Ended(n, TaskOutcome.UpToDate) with { Begin = default })
            .Append(Runs.Done(compile, 0, 6))
            .Append(Runs.Done(link, 8, 2, ready: 6))
            .Append(Runs.Done(Runs.Node("Aside"), 0, 7))
            .Append(Ended(Runs.Node("Cached"), TaskOutcome.Restored) with { From = "local" }).ToList();

        Written(results)[^4..].ShouldBe(
        [
            "42 tasks: 3 done, 38 up to date, 1 restored in 10.0 s",
            "cache: 38 up to date, 1 restored (local), 3 ran: 92 % hits",
            "critical path: Compile 6.0 s (60 %) → Link 2.0 s (20 %); waiting for tokens 2.0 s (20 %)",
            "time: 15.0 s of tasks in 10.0 s, 1.5 at a time; some waited for tokens during 2.0 s; "
                + "no task ran for 1.0 s",
        ]);
    }

    [Fact]
    public void A_long_critical_path_is_elided_in_its_middle_and_wrapped()
    {
        var results = new List<TaskResult>();
        for (var i = 0; i < 20; i++)
        {
            var node = Runs.Node($"A-task-with-a-long-name-{i}", [.. results.TakeLast(1).Select(r => r.Node)]);
            results.Add(Runs.Done(node, i, 1));
        }

        var lines = Written(results).SkipWhile(l => !l.StartsWith("critical path", StringComparison.Ordinal))
            .SkipLast(1).ToList();

        lines.ShouldAllBe(l => l.Length <= 100);
        lines.Count.ShouldBe(2);
        string.Join(' ', lines.Select(l => l.Trim())).ShouldEndWith(
            "A-task-with-a-long-name-1 1.0 s (5 %) → 17 more → A-task-with-a-long-name-19 1.0 s (5 %)");
    }

    private static TaskResult Ended(TaskNode node, TaskOutcome outcome, double seconds = 0.1) =>
        outcome == TaskOutcome.NotRun
            ? TaskResult.Without(node, outcome)
            : Runs.Done(node, 0, seconds) with { Outcome = outcome };

    private static string[] Written(IReadOnlyList<TaskResult> results)
    {
        using var output = new StringWriter();
        SummaryTable.Write(output, results);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
