namespace Argosy.Runtime;

/// <summary>
/// The calls that wait for an answer. A call's number is  generation (32 bits) | slot + 1 (32 bits):  a late or duplicate
/// answer finds nothing. The thread that takes a call out completes it.
/// </summary>
internal sealed class CallTable
{
    private readonly object gate = new();
    private PendingCall?[] calls = new PendingCall?[64];
    private uint[] generations = new uint[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used;

    /// <summary>The number of pending calls.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds a call.</summary>
    /// <returns>Its number, never 0.</returns>
    internal ulong Add(PendingCall call)
    {
        lock (gate)
        {
            var slot = freeCount > 0 ? free[--freeCount] : Extend();
            calls[slot] = call;
            Count++;
            return ((ulong)generations[slot] << 32) | (uint)(slot + 1);
        }
    }

    /// <summary>Whether it still waits for an answer.</summary>
    internal bool Contains(ulong number)
    {
        lock (gate)
            return Find(number) is not null;
    }

    /// <summary>Takes a call out; null if it isn't there any more, or wasn't made to this locality.</summary>
    /// <param name="number">As received.</param>
    /// <param name="locality">The answering locality; -1 if this process abandons the call.</param>
    internal PendingCall? TryTake(ulong number, int locality)
    {
        lock (gate)
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
        lock (gate)
        {
            for (var slot = 0; slot < used; slot++)
            {
                if (calls[slot] is not { } call || (locality >= 0 && call.Locality != locality))
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
        return slot >= 0 && slot < used && generations[slot] == (uint)(number >> 32) ? calls[slot] : null;
    }

    private void Remove(int slot)
    {
        calls[slot] = null;
        generations[slot]++;
        Count--;
        if (freeCount == free.Length)
            Array.Resize(ref free, 2 * freeCount);
        free[freeCount++] = slot;
    }

    private int Extend()
    {
        if (used == calls.Length)
        {
            Array.Resize(ref calls, 2 * used);
            Array.Resize(ref generations, 2 * used);
        }
        return used++;
    }
}
