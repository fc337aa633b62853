namespace Argosy.Runtime;

/// <summary>Counts the parcels for a peer, and waits until all of them have arrived there, or have run.</summary>
/// <param name="ask">Asks the peer to tell when its count is reached.</param>
internal sealed class FlowFlushes(Action<FlowCount, long> ask)
{
    private readonly object _gate = new();
    private readonly long[] _sent = new long[2];
    private readonly long[] _reached = new long[2];
    private readonly List<Wait> _waits = [];
    private Exception? _lost;

    /// <summary>A parcel is handed to the port.</summary>
    internal void Add(bool isPost)
    {
        Interlocked.Increment(ref _sent[(int)FlowCount.Arrived]);
        if (isPost)
            Interlocked.Increment(ref _sent[(int)FlowCount.Run]);
    }

    /// <summary>The port couldn't send it: it isn't waited for.</summary>
    internal void Remove(bool isPost)
    {
        lock (_gate)
        {
            Interlocked.Decrement(ref _sent[(int)FlowCount.Arrived]);
            if (isPost)
                Interlocked.Decrement(ref _sent[(int)FlowCount.Run]);
            foreach (var wait in _waits)
                wait.Count -= isPost || wait.Kind == FlowCount.Arrived ? 1 : 0;
        }
        AskAgain(FlowCount.Arrived);
        AskAgain(FlowCount.Run);
    }

    /// <summary>Waits for the parcels that were sent before.</summary>
    /// <exception cref="LocalityLostException">The peer is lost.</exception>
    internal Task WaitAsync(FlowCount kind)
    {
        Wait wait;
        lock (_gate)
        {
            var count = Volatile.Read(ref _sent[(int)kind]);
            if (_reached[(int)kind] >= count)
                return Task.CompletedTask;
            if (_lost is not null)
                return Task.FromException(_lost);
            _waits.Add(wait = new Wait(kind, count));
        }
        ask(kind, wait.Count);
        return wait.Done.Task;
    }

    /// <summary>The peer tells how far it is.</summary>
    internal void Reached(FlowCount kind, long count)
    {
        if (kind > FlowCount.Run)
            return;
        List<Wait> done;
        lock (_gate)
        {
            _reached[(int)kind] = Math.Max(count, _reached[(int)kind]);
            done = _waits.FindAll(wait => wait.Kind == kind && wait.Count <= count);
            _waits.RemoveAll(done.Contains);
        }
        foreach (var wait in done)
            wait.Done.TrySetResult(default);
        AskAgain(kind);
    }

    internal void Lose(Exception reason)
    {
        List<Wait> left;
        lock (_gate)
        {
            _lost = reason;
            left = [.. _waits];
            _waits.Clear();
        }
        foreach (var wait in left)
            wait.Done.TrySetException(reason);
    }

    private void AskAgain(FlowCount kind)
    {
        long next;
        lock (_gate)
        {
            var counts = _waits.Where(wait => wait.Kind == kind).Select(wait => wait.Count).ToList();
            if (counts.Count == 0)
                return;
            next = counts.Min();
        }
        ask(kind, next);
    }

    private sealed class Wait(FlowCount kind, long count)
    {
        internal FlowCount Kind => kind;

        internal long Count { get; set; } = count;

        internal TaskCompletionSource<Unit> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
