namespace Cake.Argosy.Module.Scheduling;

/// <summary>Runs nodes once each, after their dependencies, never holding more tokens than there are.</summary>
/// <remarks>A lane for each core takes the most urgent ready node that fits, runs it and takes the next; a lane that finds
/// none ends, and whoever makes more nodes ready begins lanes again. What is most urgent: see <see cref="CriticalPathPriority"/>.
/// </remarks>
/// <param name="cores">Processor tokens.</param>
/// <param name="keepGoing">After a failure, go on with what doesn't depend on it.</param>
internal sealed class Scheduler(int cores, bool keepGoing)
{
    /// <summary>Bytes of memory to share out; all of the machine's, or the control group's, by default.</summary>
    public long Memory { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Asked for once the run is cancelled: what still runs when it completes is left to itself.</summary>
    public Func<Task> Patience { get; init; } = () => Task.Delay(Timeout.InfiniteTimeSpan);

    /// <summary>Afterwards: something still runs.</summary>
    public bool HasAbandoned { get; private set; }

    /// <summary>Called when a node could run and now waits for tokens.</summary>
    public Action<TaskNode>? Readied { get; init; }

    /// <summary>Runs all nodes; the result has one outcome a node, in their order.</summary>
    /// <param name="nodes">In topological order.</param>
    /// <param name="urgency">For each node, how urgent it is: the greatest goes first.</param>
    /// <param name="run">Runs one node. It doesn't throw: failure is an outcome.</param>
    /// <param name="cancellation">Starts nothing more once it is set; what runs is awaited for as long as
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
                    // One of what this has made ready is for this very lane.
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
                // Whoever made something ready while this lane was on its way out counted on it.
                Begin(queue.Version == seen ? 0 : 1);
            }
        }
    }
}
