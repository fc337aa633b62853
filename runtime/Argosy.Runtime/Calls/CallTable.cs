namespace Argosy.Runtime;

/// <summary>
/// The calls that wait for an answer. A call's number is generation (32 bits) | slot + 1 (32 bits): a late or duplicate
/// answer finds nothing. The thread that takes a call out completes it.
/// </summary>
internal sealed class CallTable
{
    private readonly object _gate = new();
    private PendingCall?[] _calls = new PendingCall?[64];
    private uint[] _generations = new uint[64];
    private int[] _free = new int[64];
    private int _freeCount;
    private int _used;

    /// <summary>The number of pending calls.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a call.</summary>
    /// <returns>Its number, never 0.</returns>
    internal ulong Add(PendingCall call)
    {
        lock (_gate)
        {
            var slot = _freeCount > 0 ? _free[--_freeCount] : Extend();
            _calls[slot] = call;
            Count++;
            return ((ulong)_generations[slot] << 32) | (uint)(slot + 1);
        }
    }

    /// <summary>Whether it still waits for an answer.</summary>
    internal bool Contains(ulong number)
    {
        lock (_gate)
            return Find(number) is not null;
    }

    /// <summary>Takes a call out; null if it isn't there any more, or wasn't made to this locality.</summary>
    /// <param name="number">As received.</param>
    /// <param name="locality">The answering locality; -1 if this process abandons the call.</param>
    internal PendingCall? TryTake(ulong number, int locality)
    {
        lock (_gate)
        {
            if (Find(number) is not { } call || (locality >= 0 && call.Locality != locality))
                return null;
            Remove((int)(uint)number - 1);
            return call;
        }
    }

    /// <summary>Takes out every call to a locality; -1 means all.</summary>
    internal List<PendingCall> TakeAll(int locality)
    {
        var taken = new List<PendingCall>();
        lock (_gate)
        {
            for (var slot = 0; slot < _used; slot++)
            {
                if (_calls[slot] is not { } call || (locality >= 0 && call.Locality != locality))
                    continue;
                Remove(slot);
                taken.Add(call);
            }
        }
        return taken;
    }

    private PendingCall? Find(ulong number)
    {
        var slot = (long)(uint)number - 1;
        return slot >= 0 && slot < _used && _generations[slot] == (uint)(number >> 32) ? _calls[slot] : null;
    }

    private void Remove(int slot)
    {
        _calls[slot] = null;
        _generations[slot]++;
        Count--;
        if (_freeCount == _free.Length)
            Array.Resize(ref _free, 2 * _freeCount);
        _free[_freeCount++] = slot;
    }

    private int Extend()
    {
        if (_used == _calls.Length)
        {
            Array.Resize(ref _calls, 2 * _used);
            Array.Resize(ref _generations, 2 * _used);
        }
        return _used++;
    }
}
