using System.Collections.Concurrent;

namespace Argosy.Runtime;

/// <summary>The running actions that may be cancelled: all with a waiting caller.</summary>
internal sealed class RunningCalls
{
    // A cancel request that finds nothing is mostly late;
    // a caller has fewer calls under way for which it could be early.
    private const int MostEarly = 1024;

    private readonly ConcurrentDictionary<(int Caller, ulong Call), Invocation> _running = new();
    private readonly HashSet<(int Caller, ulong Call)> _early = [];
    private readonly Queue<(int Caller, ulong Call)> _order = [];
    private int _earlyCount;

    internal int Count => _running.Count;

    /// <summary>The number of kept requests.</summary>
    internal int EarlyCount => Volatile.Read(ref _earlyCount);

    internal void Add(Invocation invocation)
    {
        if (!IsTracked(invocation))
            return;
        _running[(invocation.Caller, invocation.Call)] = invocation;
        Interlocked.MemoryBarrier(); // pairs with that of Cancel: one of the two sees the other
        if (Volatile.Read(ref _earlyCount) != 0 && WasCancelled(invocation.Caller, invocation.Call))
            invocation.Cancel();
    }

    internal void Remove(Invocation invocation)
    {
        if (IsTracked(invocation))
            _running.TryRemove((invocation.Caller, invocation.Call), out _);
    }

    /// <summary>Asks an action to stop. A request may overtake its call, whose payload takes longer:
    /// then it is kept.</summary>
    internal void Cancel(int caller, ulong call)
    {
        if (!_running.TryGetValue((caller, call), out var invocation))
        {
            Remember(caller, call);
            if (!_running.TryGetValue((caller, call), out invocation) || !WasCancelled(caller, call))
                return;
        }
        invocation.Cancel();
    }

    internal void CancelAll(int caller)
    {
        foreach (var one in _running)
            if (one.Key.Caller == caller)
                one.Value.Cancel();
    }

    private void Remember(int caller, ulong call)
    {
        lock (_early)
        {
            if (_order.Count == MostEarly)
                _early.Remove(_order.Dequeue());
            _order.Enqueue((caller, call));
            _early.Add((caller, call));
            Volatile.Write(ref _earlyCount, _early.Count);
        }
        Interlocked.MemoryBarrier();
    }

    private bool WasCancelled(int caller, ulong call)
    {
        lock (_early)
        {
            var was = _early.Remove((caller, call));
            Volatile.Write(ref _earlyCount, _early.Count);
            return was;
        }
    }

    // A direct action is over before a request to cancel it could be read, so it isn't tracked.
    private static bool IsTracked(Invocation invocation) => invocation.Call != 0 && !invocation.Action.Direct;
}
