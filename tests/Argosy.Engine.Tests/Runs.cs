using Argosy.Engine.Graph;
using Argosy.Engine.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests;

/// <summary>Synthetic tasks and results.</summary>
internal static class Runs
{
    /// <summary>Results of random graphs that a scheduler could produce: each task starts after its dependencies end,
    /// some wait for tokens, a few tasks are composite.</summary>
    public static readonly Gen<IReadOnlyList<TaskResult>> Any =
        from size in Gen.Choose(1, 30)
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(size, new Random(seed));

    public static TaskNode Node(string name, params TaskNode[] dependencies) =>
        new(new GraphTask(name, new()) { HasActions = true }, dependencies);

    public static TaskNode Composite(string name, params TaskNode[] dependencies) =>
        new(new GraphTask(name, new()), dependencies);

    /// <summary>An executed task, in seconds from the run's start.</summary>
    public static TaskResult Done(TaskNode node, double begin, double seconds, double? ready = null) =>
        TaskResult.Without(node, TaskOutcome.Done) with
        {
            Ready = TimeSpan.FromSeconds(ready ?? begin),
            Begin = TimeSpan.FromSeconds(begin),
            Duration = TimeSpan.FromSeconds(seconds),
        };

    /// <summary>That many independent tasks.</summary>
    public static List<TaskNode> Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => Node($"t{i}"))];

    private static IReadOnlyList<TaskResult> Make(int size, Random random)
    {
        var results = new List<TaskResult>();
        for (var i = 0; i < size; i++)
        {
            var before = results.Where(_ => random.Next(results.Count) < 2).ToList();
            TaskNode[] dependencies = [.. before.Select(r => r.Node)];
            var node = random.Next(5) == 0 ? Composite($"t{i}", dependencies) : Node($"t{i}", dependencies);
            var ready = before.Select(r => r.End).DefaultIfEmpty().Max();
            var wait = new TimeSpan(random.Next(3) == 0 ? random.Next(20_000_000) : 0);
            var duration = new TimeSpan(random.Next(5) == 0 ? random.Next(1, 100) : random.Next(1, 50_000_000));
            var outcome = random.Next(4) == 0 ? TaskOutcome.UpToDate : TaskOutcome.Done;
            results.Add(
                TaskResult.Without(node, outcome) with { Ready = ready, Begin = ready + wait, Duration = duration });
        }

        return results;
    }
}
