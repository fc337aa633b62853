namespace Argosy.Runtime;

/// <summary>
/// Maps operations to completions. A token is  generation (32 bits) | slot (32 bits),  so that a late or foreign one finds
/// nothing. Lock-free, since every operation uses it twice.
/// </summary>
internal sealed class OperationTable
{
    private readonly FreeStack<Slot> slots = new();

    internal ulong Add(RdmaCompletion completion)
    {
        var slot = slots.TryTake() ?? slots.Add(new Slot());
        Volatile.Write(ref slot.Completion, completion);
        return (ulong)slot.Generation << 32 | (uint)slot.Number;
    }

    /// <summary>
    /// A permanent token, for a completion that starts its next operation when the previous one is over: nothing is taken or
    /// returned in between.
    /// </summary>
    internal ulong Keep(RdmaCompletion completion)
    {
        var slot = slots.Add(new Slot { IsKept = true, Completion = completion });
        return (uint)slot.Number;
    }

    /// <summary>Null if it was taken before.</summary>
    internal RdmaCompletion? TryTake(ulong token)
    {
        var slot = slots.Find((uint)token);
        if (slot is null || slot.Generation != (uint)(token >> 32))
            return null;
        if (slot.IsKept)
            return Volatile.Read(ref slot.Completion);
        var completion = Interlocked.Exchange(ref slot.Completion, null);
        if (completion is not null)
        {
            slot.Generation++;
            slots.Put(slot);
        }
        return completion;
    }

    /// <summary>The remaining ones when the endpoint is closed. The slots aren't reused: a thread may still read one.</summary>
    internal List<RdmaCompletion> TakeAll()
    {
        var left = new List<RdmaCompletion>();
        for (var i = 0; i < slots.Count; i++)
        {
            if (Interlocked.Exchange(ref slots[i].Completion, null) is { } completion)
                left.Add(completion);
        }
        return left;
    }

    private sealed class Slot : FreeNode
    {
        internal RdmaCompletion? Completion;
        internal uint Generation;
        internal bool IsKept;
    }
}
