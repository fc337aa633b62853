namespace Argosy.Runtime;

/// <summary>
/// Maps operations to completions. A token is generation (32 bits) | slot (32 bits), so that a late or foreign one
/// finds nothing. Lock-free, since every operation uses it twice.
/// </summary>
internal sealed class OperationTable
{
    private readonly FreeStack<Slot> _slots = new();

    internal ulong Add(RdmaCompletion completion)
    {
        var slot = _slots.TryTake() ?? _slots.Add(new Slot());
        Volatile.Write(ref slot._completion, completion);
        return (ulong)slot._generation << 32 | (uint)slot.Number;
    }

    /// <summary>
    /// A permanent token, for a completion that starts its next operation when the previous one is over: nothing is
    /// taken or returned in between.
    /// </summary>
    internal ulong Keep(RdmaCompletion completion)
    {
        var slot = _slots.Add(new Slot { _isKept = true, _completion = completion });
        return (uint)slot.Number;
    }

    /// <summary>Null if it was taken before.</summary>
    internal RdmaCompletion? TryTake(ulong token)
    {
        var slot = _slots.Find((uint)token);
        if (slot is null || slot._generation != (uint)(token >> 32))
            return null;
        if (slot._isKept)
            return Volatile.Read(ref slot._completion);
        var completion = Interlocked.Exchange(ref slot._completion, null);
        if (completion is not null)
        {
            slot._generation++;
            _slots.Put(slot);
        }
        return completion;
    }

    /// <summary>The remaining ones when the endpoint is closed.
    /// The slots aren't reused: a thread may still read one.</summary>
    internal List<RdmaCompletion> TakeAll()
    {
        var left = new List<RdmaCompletion>();
        for (var i = 0; i < _slots.Count; i++)
        {
            if (Interlocked.Exchange(ref _slots[i]._completion, null) is { } completion)
                left.Add(completion);
        }
        return left;
    }

    private sealed class Slot : FreeNode
    {
        internal RdmaCompletion? _completion;
        internal uint _generation;
        internal bool _isKept;
    }
}
