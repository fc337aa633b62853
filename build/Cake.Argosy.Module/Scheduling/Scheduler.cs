namespace Cake.Argosy.Module.Scheduling;

/// <summary>Runs nodes once each, after their dependencies, never holding more tokens than there are.</summary>
/// <param name="cores">Processor tokens.</param>
/// <param name="keepGoing">After a failure, go on with what doesn't depend on it.</param>
internal sealed class Scheduler(int cores, bool keepGoing)
{
    private readonly int _cores = cores;
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private int _free = cores;

    /// <summary>Runs all nodes (dependencies first in the list); the result has one entry a node.</summary>
    /// <param name="nodes">In topological order, which also decides between ready nodes.</param>
    /// <param name="run">Runs one node. It doesn't throw: failure is an outcome.</param>
    /// <param name="cancellation">Starts nothing more once it is set; what runs is awaited.</param>
    public async Task<IReadOnlyDictionary<TaskNode, TaskOutcome>> RunAsync(
        IReadOnlyList<TaskNode> nodes, Func<TaskNode, Task<TaskOutcome>> run, CancellationToken cancellation)
    {
        var waiting = nodes.ToDictionary(n => n, n => n.Dependencies.Count);
        var dependents = nodes.SelectMany(n => n.Dependencies.Select(d => (d, n))).ToLookup(e => e.d, e => e.n);
        var rank = nodes.Index().ToDictionary(e => e.Item, e => e.Index);
        var ready = new PriorityQueue<TaskNode, int>(nodes.Where(n => waiting[n] == 0).Select(n => (n, rank[n])));
        var running = new Dictionary<Task<TaskOutcome>, TaskNode>();
        var outcomes = new Dictionary<TaskNode, TaskOutcome>();
        var failed = false;

        while (true)
        {
            if (!cancellation.IsCancellationRequested && (keepGoing || !failed)) StartWhatFits(ready, running, run, rank);
            if (running.Count == 0) break;
            var finished = await Task.WhenAny(running.Keys);
            running.Remove(finished, out var node);
            Release(node!);
            var outcome = await finished;
            outcomes.Add(node!, outcome);
            failed |= outcome is TaskOutcome.Failed;
            if (outcome is TaskOutcome.Failed or TaskOutcome.Cancelled) continue;
            foreach (var next in dependents[node!])
            {
                if (--waiting[next] == 0) ready.Enqueue(next, rank[next]);
            }
        }

        foreach (var node in nodes) outcomes.TryAdd(node, TaskOutcome.NotRun);
        return outcomes;
    }

    // Ready nodes that don't fit now stay in line; a smaller one behind them may go first.
    private void StartWhatFits(
        PriorityQueue<TaskNode, int> ready,
        Dictionary<Task<TaskOutcome>, TaskNode> running,
        Func<TaskNode, Task<TaskOutcome>> run,
        Dictionary<TaskNode, int> rank)
    {
        var passedOver = new List<TaskNode>();
        while (_free > 0 && ready.TryDequeue(out var node, out _))
        {
            if (TryHold(node)) running.Add(Task.Run(() => run(node)), node);
            else passedOver.Add(node);
        }

        foreach (var node in passedOver) ready.Enqueue(node, rank[node]);
    }

    private bool TryHold(TaskNode node)
    {
        var resources = node.Declaration.Resources;
        var wanted = CoresOf(node);
        if (wanted > _free || resources.Exclusives.Any(_held.Contains)) return false;
        _free -= wanted;
        _held.UnionWith(resources.Exclusives);
        return true;
    }

    private void Release(TaskNode node)
    {
        _free += CoresOf(node);
        _held.ExceptWith(node.Declaration.Resources.Exclusives);
    }

    private int CoresOf(TaskNode node) => Math.Clamp(node.Declaration.Resources.Cores, 1, _cores);
}
