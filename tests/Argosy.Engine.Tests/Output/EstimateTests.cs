using Argosy.Engine.Graph;
using Argosy.Engine.Output;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Tests.Output;

public sealed class EstimateTests
{
    [Fact]
    public void A_chain_takes_the_sum_however_many_cores_there_are()
    {
        var a = Runs.Node("a");
        var b = Runs.Node("b", a);

        Left([a, b, Runs.Node("c", b)], cores: 8, ("a", 1), ("b", 2), ("c", 3)).ShouldBe(6);
    }

    [Fact]
    public void Work_side_by_side_is_shared_by_the_cores() =>
        Left([Runs.Node("a"), Runs.Node("b"), Runs.Node("c")], cores: 2, ("a", 4), ("b", 4), ("c", 4)).ShouldBe(6);

    [Fact]
    public void A_task_that_holds_several_cores_counts_as_often()
    {
        var wide = new TaskNode(new GraphTask("wide", new() { Resources = new(4) }) { HasActions = true }, []);

        Left([wide, Runs.Node("a")], cores: 4, ("wide", 4), ("a", 4)).ShouldBe(5);
    }

    [Fact]
    public void An_unknown_task_is_taken_for_the_median()
    {
        var a = Runs.Node("a");
        var b = Runs.Node("b", a);
        var c = Runs.Node("c", b);

        Left([a, b, c, Runs.Node("new", c)], cores: 1, ("a", 1), ("b", 2), ("c", 30)).ShouldBe(35);
    }

    [Fact]
    public void What_a_running_task_has_behind_it_is_not_left()
    {
        var a = Runs.Node("a");
        var b = Runs.Node("b", a);
        var state = new RunState([a, b]);
        var estimate = new Estimate([a, b], 1, History(("a", 5), ("b", 1)));

        state.Begin(a, TimeSpan.FromSeconds(10));

        estimate.Left(state, TimeSpan.FromSeconds(13)).ShouldBe(TimeSpan.FromSeconds(3));
        estimate.Left(state, TimeSpan.FromSeconds(60)).ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Where_others_were_up_to_date_so_may_be_the_rest_but_not_what_follows_a_task_that_ran()
    {
        var a = Runs.Node("a");
        var after = Runs.Node("after", a);
        List<TaskNode> nodes = [a, after, .. Runs.Nodes(100)];
        var state = new RunState(nodes);
        var estimate = new Estimate(
            nodes, 1, History([("a", 1), ("after", 7), .. Runs.Nodes(100).Select(n => (n.Name, 1.0))]));
        foreach (var node in nodes[2..]) state.End(TaskResult.Without(node, TaskOutcome.UpToDate));
        state.Begin(a, default);
        state.End(Runs.Done(a, 0, 1));

        estimate.Left(state, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Nothing_is_left_of_a_run_whose_tasks_have_ended()
    {
        var nodes = Runs.Nodes(3);
        var state = new RunState(nodes);
        foreach (var node in nodes) state.End(TaskResult.Without(node, TaskOutcome.UpToDate));

        new Estimate(nodes, 2, History(("t0", 9))).Left(state, default).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Without_history_there_is_nothing_to_estimate_from() =>
        new Estimate(Runs.Nodes(2), 2, History(("another", 1))).IsKnown.ShouldBeFalse();

    [Fact]
    public void A_task_without_history_is_taken_for_what_it_declares()
    {
        var slow = Expecting("long", 90);
        var estimate = new Estimate([slow, Runs.Node("a"), Runs.Node("new")], 1, History(("a", 2)));

        estimate.Of(0).ShouldBe(TimeSpan.FromSeconds(90));
        estimate.Of(2).ShouldBeNull();
        estimate.Left(new([slow, Runs.Node("a"), Runs.Node("new")]), default).ShouldBe(TimeSpan.FromSeconds(94));
    }

    [Fact]
    public void History_counts_more_than_what_a_task_declares() =>
        new Estimate([Expecting("a", 90)], 1, History(("a", 3))).Of(0).ShouldBe(TimeSpan.FromSeconds(3));

    [Fact]
    public void What_one_task_declares_says_nothing_about_the_others()
    {
        new Estimate([Expecting("long", 90), Runs.Node("a")], 1, History()).IsKnown.ShouldBeFalse();
        new Estimate([Expecting("long", 90), Expecting("a", 1)], 1, History()).IsKnown.ShouldBeTrue();
    }

    private static TaskNode Expecting(string name, double seconds) =>
        new(new GraphTask(name, new() { Expected = TimeSpan.FromSeconds(seconds) }) { HasActions = true }, []);

    private static double Left(IReadOnlyList<TaskNode> nodes, int cores, params (string, double)[] history) =>
        new Estimate(nodes, cores, History(history)).Left(new(nodes), default).TotalSeconds;

    private static Func<string, double?> History(params (string Name, double Seconds)[] times) =>
        name => times.Where(t => t.Name == name).Select(t => (double?)t.Seconds).FirstOrDefault();
}
