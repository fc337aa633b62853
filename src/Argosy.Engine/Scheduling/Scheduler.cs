using Argosy.Engine.Graph;

namespace Argosy.Engine.Scheduling;

/// <summary>Runs nodes once each, after their dependencies, never holding more tokens than exist.</summary>
/// <remarks>A lane for each core takes the most urgent ready node that fits, runs it and takes the next; a lane that
/// finds none ends, and a lane that makes more nodes ready starts further lanes. The order is that of
/// <see cref="CriticalPathPriority"/>.</remarks>
/// <param name="cores">Processor tokens.</param>
/// <param name="keepGoing">After a failure, continue with nodes that don't depend on it.</param>
internal sealed class Scheduler(int cores, bool keepGoing)
{
    /// <summary>Bytes of memory to distribute; by default all of the machine's, or the control group's.</summary>
    public long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Called once the run is cancelled: nodes that still run when it completes are abandoned.</summary>
    public Func<Task> Patience { get; init; } = () => Task.Delay(Timeout.InfiniteTimeSpan);

    /// <summary>After the run: a node still runs.</summary>
    public bool HasAbandoned { get; private set; }

    /// <summary>Called when a node could run and now waits for tokens.</summary>
    public Action<TaskNode>? Readied { get; init; }

    /// <summary>Runs all nodes; the result has one outcome per node, in their order.</summary>
    /// <param name="nodes">In topological order.</param>
    /// <param name="urgency">Each node's urgency: the greatest runs first.</param>
    /// <param name="run">Runs one node. It doesn't throw: failure is an outcome.</param>
    /// <param name="cancellation">Starts nothing more once it is set; running nodes are awaited for as long as
    /// <see cref="Patience"/> lasts.</param>
    public async Task<IReadOnlyList<TaskOutcome>> RunAsync(IReadOnlyList<TaskNode> nodes, IReadOnlyList<double> urgency,
        Func<TaskNode, ValueTask<TaskOutcome>> run, CancellationToken cancellation)
    {
        var queue = new ReadyQueue(nodes, urgency, new(cores, Memory), keepGoing, Readied, cancellation);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lanes = 0;
        var gate = new Lock();
        Begin(cores);
        var abandoned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellation.Register(() => _ = AbandonAsync());
        await await Task.WhenAny(ended.Task, abandoned.Task);
        HasAbandoned = !ended.Task.IsCompleted;
        return queue.Outcomes;

        async Task AbandonAsync()
        {
            await Patience();
            abandoned.TrySetResult();
        }

        void Begin(int wanted)
        {
            lock (gate)
            {
                wanted = Math.Min(wanted, cores - lanes);
                lanes += wanted;
                if (lanes == 0) ended.TrySetResult();
            }

            for (; wanted > 0; wanted--) _ = Task.Run(LaneAsync, CancellationToken.None);
        }

        async Task LaneAsync()
        {
            var seen = 0;
            try
            {
                while (queue.TryTake(out seen) is { } node)
                {
                    var outcome = await run(queue[node]);
                    // This lane takes one of the nodes that became ready.
                    var more = queue.Complete(node, outcome) - 1;
                    if (more > 0) Begin(more);
                }
            }
            catch (Exception e)
            {
                ended.TrySetException(e);
            }
            finally
            {
                lock (gate) lanes--;
                // A thread that made nodes ready while this lane was ending counted on it.
                Begin(queue.Version == seen ? 0 : 1);
            }
        }
    }
}
