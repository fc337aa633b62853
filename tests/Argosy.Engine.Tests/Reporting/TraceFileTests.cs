using System.Text.Json;
using Argosy.Engine.Reporting;
using Argosy.Engine.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Reporting;

public sealed class TraceFileTests
{
    [Fact]
    public void A_task_is_a_complete_event_in_microseconds_with_what_is_known_of_it()
    {
        var node = Runs.Node("Native-arm64");
        node.Declaration.Cell = "arm64";
        var result = Runs.Done(node, 1.5, 0.25) with
        {
            Outcome = TaskOutcome.Restored,
            From = "local",
            Why = ["input a.c changed"]
        };

        var e = Events([result]).Single(e => Phase(e) == "X");

        e.GetProperty("name").GetString().ShouldBe("Native-arm64");
        e.GetProperty("ts").GetInt64().ShouldBe(1_500_000);
        e.GetProperty("dur").GetInt64().ShouldBe(250_000);
        e.GetProperty("args").EnumerateObject().Select(p => $"{p.Name}={p.Value}")
            .ShouldBe(["outcome=restored", "why=input a.c changed", "cell=arm64", "from=local"]);
    }

    [Fact]
    public void Waiting_for_tokens_is_shown_beside_the_lanes()
    {
        var ends = Events([Runs.Done(Runs.Node("a"), 3, 1, ready: 1)]).Where(e => Phase(e) is "b" or "e").ToList();

        ends.Select(e => (Phase(e), e.GetProperty("ts").GetInt64())).ShouldBe([("b", 1_000_000), ("e", 3_000_000)]);
        ends.Select(e => e.GetProperty("id").GetInt32()).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Arrows_lead_along_the_critical_path()
    {
        var a = Runs.Node("a");
        var b = Runs.Node("b", a);

        var events = Events([Runs.Done(a, 0, 2), Runs.Done(b, 2, 1), Runs.Done(Runs.Node("c"), 0, 1)]);

        Arrow("s").GetProperty("ts").GetInt64().ShouldBe(1_999_999);
        Arrow("f").GetProperty("ts").GetInt64().ShouldBe(2_000_000);
        Arrow("f").GetProperty("bp").GetString().ShouldBe("e");
        Arrow("s").GetProperty("id").GetInt32().ShouldBe(Arrow("f").GetProperty("id").GetInt32());

        JsonElement Arrow(string phase) => events.Single(e => Phase(e) == phase);
    }

    [Fact]
    public void The_counter_follows_the_number_of_running_tasks()
    {
        var values = Events(
            [Runs.Done(Runs.Node("a"), 0, 2), Runs.Done(Runs.Node("b"), 1, 1), Runs.Done(Runs.Node("c"), 2, 1)])
            .Where(e => Phase(e) == "C").Select(e => e.GetProperty("args").GetProperty("running").GetInt32());

        values.ShouldBe([1, 2, 1, 0]);
    }

    [Fact]
    public void Events_are_in_order_and_tasks_in_a_lane_never_overlap() =>
        Prop.ForAll(Runs.Any.ToArbitrary(), results =>
        {
            var events = Events(results);
            var timed = events.SkipWhile(e => Phase(e) == "M").Select(e => e.GetProperty("ts").GetInt64()).ToList();
            timed.ShouldBe(timed.Order());
            var named = events.Where(e => e.GetProperty("name").GetString() == "thread_name")
                .Select(e => e.GetProperty("args").GetProperty("name").GetString()).ToList();
            foreach (var lane in events.Where(e => Phase(e) == "X").GroupBy(e => e.GetProperty("tid").GetInt32()))
            {
                named.ShouldContain($"slot {lane.Key}");
                foreach (var (before, after) in lane.Zip(lane.Skip(1)))
                {
                    (before.GetProperty("ts").GetInt64() + before.GetProperty("dur").GetInt64())
                        .ShouldBeLessThanOrEqualTo(after.GetProperty("ts").GetInt64());
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_found_up_to_date_in_no_time_does_not_hide_the_rest() =>
        Events([Runs.Done(Runs.Node("a"), 0, 0.0002) with { Outcome = TaskOutcome.UpToDate }])
            .ShouldNotContain(e => Phase(e) == "X");

    private static List<JsonElement> Events(IReadOnlyList<TaskResult> results)
    {
        using var stream = new MemoryStream();
        TraceFile.Write(stream, results);
        using var document = JsonDocument.Parse(stream.ToArray());
        return [.. document.RootElement.GetProperty("traceEvents").EnumerateArray().Select(e => e.Clone())];
    }

    private static string Phase(JsonElement e) => e.GetProperty("ph").GetString()!;
}
