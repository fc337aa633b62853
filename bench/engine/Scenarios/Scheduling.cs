using System.Diagnostics;
using Argosy.Artifacts;
using Argosy.Artifacts.Journal;
using Argosy.Artifacts.Tasks;
using Argosy.Bench.Engine.Measuring;
using Argosy.Engine.Graph;
using Argosy.Engine.Scheduling;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>3: a million empty tasks, scheduled within this process, each recorded in a journal on disk.</summary>
internal static class Scheduling
{
    private const int Tasks = 1_000_000;
    private const int Repetitions = 5;
    private const int Span = 10;
    private const double Rate = 500_000;

    public static void Measure(Bench bench)
    {
        var nodes = Graph();
        var urgency = CriticalPathPriority.Of(nodes, _ => null);
        var (ours, bare, peer) = (new List<double>(), new List<double>(), new List<double>());
        // One more round, for the just-in-time compiler.
        for (var round = 0; round <= Repetitions; round++)
        {
            ours.Add(Timed(() => Journalled(bench, nodes, urgency)));
            bare.Add(Timed(() => Run(nodes, urgency, static _ => { })));
            peer.Add(Timed(() => Parallel.ForEachAsync(
                nodes, new ParallelOptions { MaxDegreeOfParallelism = 2 }, static (_, _) => ValueTask.CompletedTask)
                .GetAwaiter().GetResult()));
            Bench.Say($"scheduled with journal {ours[^1]:F3} s, without {bare[^1]:F3} s, "
                + $"Parallel.ForEachAsync {peer[^1]:F3} s");
        }

        Measurement Of(string name, List<double> seconds) => new(name, seconds[1..], []);
        var scenario = $"{Tasks} tasks scheduled";
        bench.Add(
            new Comparison(scenario, Of("Argosy, with journal", ours), Of("Parallel.ForEachAsync", peer))
                .Within(Tasks / Rate) with
            {
                Note = $"the bound is {Rate} tasks a second. "
                    + "The peer knows neither edges nor urgency, and notes nothing: it is there for context.",
            });
        bench.Add(new Comparison(scenario, Of("Argosy, without journal", bare), Of("Parallel.ForEachAsync", peer)));
    }

    // Every tenth node waits for the nine before it, and each of those for the tenth before them.
    private static List<TaskNode> Graph()
    {
        var declaration = new TaskDeclaration();
        var nodes = new List<TaskNode>(Tasks);
        for (var i = 0; i < Tasks; i++)
        {
            var first = i - (i % Span);
            IReadOnlyList<TaskNode> before = i % Span == Span - 1
                ? nodes[first..i]
                : first > 0 ? [nodes[first - 1]] : [];
            nodes.Add(new(new GraphTask($"t{i}", declaration), before));
        }

        return nodes;
    }

    private static void Journalled(Bench bench, List<TaskNode> nodes, IReadOnlyList<double> urgency)
    {
        using var journal = TaskJournal.Open(Path.Combine(bench.NewFolder(), "journal"));
        var outputs = Digest.Of("");
        Run(nodes, urgency, node => journal.Add(
            new TaskRecord(node.Name, default, outputs, null) { Ended = 1, Seconds = 0.001 }));
    }

    private static void Run(List<TaskNode> nodes, IReadOnlyList<double> urgency, Action<TaskNode> note) =>
        new Scheduler(cores: 2, keepGoing: false).RunAsync(
            nodes, urgency,
            node =>
            {
                note(node);
                return ValueTask.FromResult(TaskOutcome.Done);
            },
            CancellationToken.None).GetAwaiter().GetResult();

    private static double Timed(Action action)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }
}
