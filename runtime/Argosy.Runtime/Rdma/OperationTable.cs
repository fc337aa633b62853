namespace Argosy.Runtime;

/// <summary>
/// Whom to tell of which operation. A token is  generation (32 bits) | slot (32 bits),  so that a late or foreign one finds
/// nobody. Lock-free, since every operation passes twice.
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
    /// A token for good, for a completion that begins its next operation when the one before is over: nothing is taken or put
    /// back on the way.
    /// </summary>
    internal ulong Keep(RdmaCompletion completion)
    {
        var slot = slots.Add(new Slot { IsKept = true, Completion = completion });
        return (uint)slot.Number;
    }

    /// <summary>Null when it was taken before.</summary>
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

    /// <summary>What is left when the endpoint is closed. The slots aren't used again: a thread may still look at one.</summary>
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
