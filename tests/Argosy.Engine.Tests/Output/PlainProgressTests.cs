using Argosy.Engine.Graph;
using Argosy.Engine.Output;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Tests.Output;

/// <summary>The progress output in a CI log.</summary>
public sealed class PlainProgressTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void A_log_says_what_began_and_what_ended_in_order()
    {
        var nodes = Runs.Nodes(12);
        using var progress = Plain(nodes);
        progress.Began(nodes[0]);
        progress.Began(nodes[1]);
        progress.Ended(Runs.Done(nodes[1], 0, 0.9));
        progress.Ended(TaskResult.Without(nodes[2], TaskOutcome.UpToDate));
        progress.Ended(TaskResult.Without(nodes[3], TaskOutcome.Restored));
        progress.Ended(TaskResult.Without(nodes[0], TaskOutcome.Failed));

        Lines().ShouldBe(
            ["[ 0/12]   t0 …", "[ 0/12]   t1 …", "[ 1/12] ✓ t1  0.9 s", "[ 3/12] ↓ t3  0.0 s", "[ 4/12] ✗ t0  0.0 s"]);
    }

    [Fact]
    public void After_half_a_minute_of_silence_a_log_says_what_runs_and_again_after_another()
    {
        var nodes = Runs.Nodes(12);
        using var progress = Plain(nodes);
        progress.Began(nodes[0]);
        _time.Advance(20);
        progress.Began(nodes[1]);
        _time.Advance(29);
        Lines().Length.ShouldBe(2);

        _time.Advance(1);
        Lines()[2..].ShouldBe(["[ 0/12] … t0 50.0 s, t1 30.0 s"]);
        _time.Advance(30);
        Lines()[3..].ShouldBe(["[ 0/12] … t0 80.0 s, t1 60.0 s"]);
    }

    [Fact]
    public void A_heartbeat_names_a_few_and_counts_the_others()
    {
        var nodes = Runs.Nodes(12);
        using var progress = Plain(nodes);
        foreach (var node in nodes) progress.Began(node);

        _time.Advance(30);

        Lines()[^1].ShouldEndWith("t7 30.0 s, +4 more");
    }

    [Fact]
    public void Ten_thousand_tasks_that_are_up_to_date_write_and_allocate_nothing()
    {
        var nodes = Runs.Nodes(10_000);
        var results = nodes.Select(n => TaskResult.Without(n, TaskOutcome.UpToDate)).ToList();
        // The runtime itself may allocate in one round, when it compiles a method again; a task that allocates does so
        // in each.
        Enumerable.Range(0, 5).Min(_ => Allocated()).ShouldBe(0);
        _log.ToString().ShouldBeEmpty();

        long Allocated()
        {
            using var progress = Plain(nodes);
            progress.Queued(nodes[0]);
            progress.Ended(results[0]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 1; i < nodes.Count; i++)
            {
                progress.Queued(nodes[i]);
                progress.Ended(results[i]);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private Progress Plain(IReadOnlyList<TaskNode> nodes) =>
        new(_log, nodes, 2, _ => null, new(IsLive: false, HasColour: false, () => (80, 24)), _time);

    private string[] Lines() => _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
