using Argosy.Artifacts.Tasks;
using Argosy.Engine.Graph;
using Argosy.Engine.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Scheduling;

/// <summary>Random graphs whose edges point backwards, with random cores, exclusives and failures.</summary>
public sealed class SchedulerProperties
{
    private const long Memory = 1000;

    private sealed record Run(IReadOnlyList<TaskNode> Nodes, HashSet<string> Failing, int Cores, bool KeepGoing)
    {
        public List<(string Name, bool Begin)> Events { get; } = [];

        public IReadOnlyDictionary<TaskNode, TaskOutcome> Go()
        {
            var scheduler = new Scheduler(Cores, KeepGoing) { Memory = Memory };
            var outcomes = scheduler
                .RunAsync(Nodes, CriticalPathPriority.Of(Nodes, _ => null), BodyAsync, CancellationToken.None)
                .GetAwaiter().GetResult();
            return Nodes.Zip(outcomes).ToDictionary(o => o.First, o => o.Second);
        }

        private async ValueTask<TaskOutcome> BodyAsync(TaskNode node)
        {
            lock (Events) Events.Add((node.Name, true));
            // Some end before they return, like tasks that are up to date.
            if (node.Name.Length % 2 == 0) await Task.Yield();
            lock (Events) Events.Add((node.Name, false));
            return Failing.Contains(node.Name) ? TaskOutcome.Failed : TaskOutcome.Done;
        }
    }

    private static readonly Gen<Run> s_runs =
        from size in Gen.Choose(1, 25)
        from seed in Gen.Choose(0, int.MaxValue)
        from cores in Gen.Choose(1, 4)
        from keepGoing in Gen.Elements(true, false)
        select Make(size, new Random(seed), cores, keepGoing);

    [Fact]
    public void Each_task_runs_once_after_its_dependencies() => Check(run =>
    {
        run.Failing.Clear();
        var outcomes = run.Go();
        var ended = new HashSet<string>();
        foreach (var (name, begin) in run.Events)
        {
            var node = run.Nodes.Single(n => n.Name == name);
            if (begin) node.Dependencies.ShouldAllBe(d => ended.Contains(d.Name));
            else ended.Add(name).ShouldBeTrue();
        }

        outcomes.Values.ShouldAllBe(o => o == TaskOutcome.Done);
        ended.Count.ShouldBe(run.Nodes.Count);
    });

    [Fact]
    public void Tokens_are_never_exceeded() => Check(run =>
    {
        run.Go();
        var cores = 0;
        var memory = 0L;
        var held = new HashSet<string>();
        foreach (var (name, begin) in run.Events)
        {
            var resources = run.Nodes.Single(n => n.Name == name).Declaration.Resources;
            cores += (begin ? 1 : -1) * Math.Min(resources.Cores, run.Cores);
            cores.ShouldBeLessThanOrEqualTo(run.Cores);
            memory += (begin ? 1 : -1) * Math.Min(resources.Memory, Memory);
            memory.ShouldBeLessThanOrEqualTo(Memory);
            foreach (var exclusive in resources.Exclusives)
                (begin ? held.Add(exclusive) : held.Remove(exclusive)).ShouldBeTrue();
        }
    });

    [Fact]
    public void A_failure_stops_what_depends_on_it_and_with_keep_going_nothing_else() => Check(run =>
    {
        var outcomes = run.Go();
        foreach (var node in run.Nodes)
        {
            var blocked = Before(node).Any(d => run.Failing.Contains(d.Name));
            if (blocked)
                outcomes[node].ShouldBe(TaskOutcome.NotRun);
            else if (run.KeepGoing)
                outcomes[node].ShouldBe(run.Failing.Contains(node.Name) ? TaskOutcome.Failed : TaskOutcome.Done);
        }
    });

    [Fact]
    public void A_task_that_runs_alone_has_all_before_it_ended_and_nothing_after_it_begun() => Check(run =>
    {
        var alone = new Random(run.Nodes.Count);
        foreach (var node in run.Nodes) node.Declaration.IsParallel = alone.Next(2) == 0;
        StockOrder.Keep(run.Nodes, parallel: false);

        var outcomes = run.Go();

        var ended = new HashSet<string>();
        var running = new HashSet<string>();
        foreach (var (name, begin) in run.Events)
        {
            if (!begin)
            {
                running.Remove(name);
                ended.Add(name);
                continue;
            }

            var place = run.Nodes.Index().Single(n => n.Item.Name == name).Index;
            running.Where(r => run.Nodes[place].RunsAlone || run.Nodes.Single(n => n.Name == r).RunsAlone)
                .ShouldBeEmpty();
            running.Add(name);
            foreach (var before in run.Nodes.Take(place).Where(n => n.RunsAlone || run.Nodes[place].RunsAlone))
                (ended.Contains(before.Name) || outcomes[before] == TaskOutcome.NotRun).ShouldBeTrue();
        }

        // A task that is only ordered after a failed one still runs.
        foreach (var node in run.KeepGoing ? run.Nodes : [])
            (outcomes[node] == TaskOutcome.NotRun).ShouldBe(Before(node).Any(d => run.Failing.Contains(d.Name)));
    });

    [Fact]
    public async Task What_does_not_end_when_the_run_is_cancelled_is_left_to_itself()
    {
        using var cancellation = new CancellationTokenSource();
        var nodes = Tests.Runs.Nodes(1);
        var never = new TaskCompletionSource<TaskOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var scheduler = new Scheduler(2, keepGoing: false) { Patience = () => Task.CompletedTask };
        var run = scheduler.RunAsync(nodes, [1], _ =>
        {
            cancellation.Cancel();
            return new(never.Task);
        }, cancellation.Token);

        await run;

        scheduler.HasAbandoned.ShouldBeTrue();
    }

    [Fact]
    public async Task What_wants_all_cores_is_overtaken_as_often_as_there_are_cores_and_no_more()
    {
        List<TaskNode> nodes =
            [Node("first", 1), Node("all", 2), .. Enumerable.Range(0, 20).Select(i => Node($"small{i}", 1))];
        var begun = new List<string>();

        await new Scheduler(2, keepGoing: false).RunAsync(
            nodes,
            [9, 8, .. nodes.Skip(2).Select(_ => 1.0)],
            async node =>
            {
                lock (begun) begun.Add(node.Name);
                await Task.Yield();
                return TaskOutcome.Done;
            },
            CancellationToken.None);

        begun.IndexOf("all").ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task After_one_that_held_all_cores_all_of_them_are_used()
    {
        List<TaskNode> nodes = [Node("all", 2), Node("a", 1), Node("b", 1)];
        using var both = new Barrier(2);

        var outcomes = await new Scheduler(2, keepGoing: false).RunAsync(nodes, [9, 1, 1], async node =>
        {
            await Task.Yield();
            return node.Name == "all" || both.SignalAndWait(Patience.Limit) ? TaskOutcome.Done : TaskOutcome.Failed;
        }, CancellationToken.None);

        outcomes.ShouldAllBe(o => o == TaskOutcome.Done);
    }

    private static TaskNode Node(string name, int cores) =>
        new(new GraphTask(name, new() { Resources = new(cores) }), []);

    private static IEnumerable<TaskNode> Before(TaskNode node) =>
        node.Dependencies.SelectMany(d => Before(d).Prepend(d));

    private static void Check(Action<Run> property) =>
        Prop.ForAll(s_runs.ToArbitrary(), property).QuickCheckThrowOnFailure();

    private static Run Make(int size, Random random, int cores, bool keepGoing)
    {
        var nodes = new List<TaskNode>();
        for (var i = 0; i < size; i++)
        {
            var before = nodes.Where(_ => random.Next(nodes.Count) < 2).ToList();
            string[] exclusives = random.Next(3) == 0 ? ["network"] : [];
            var declaration = new TaskDeclaration
            {
                Resources = new(random.Next(1, 6), exclusives) { Memory = random.Next(3) * 400 }
            };
            nodes.Add(new(new GraphTask($"t{i}", declaration), before));
        }

        var failing = nodes.Where(_ => random.Next(6) == 0).Select(n => n.Name).ToHashSet();
        return new(nodes, failing, cores, keepGoing);
    }
}
