namespace Argosy.Runtime;

/// <summary>A pool's slabs and their bytes, within a limit. Owns them.</summary>
internal sealed class RmaSlabs(IRmaSlabSource source, RmaPoolOptions options)
{
    private readonly object gate = new();
    private readonly HashSet<RmaSlab> slabs = [];
    private readonly List<RmaBlock> kept = [];
    private long bytes;
    private long keptBytes;

    internal (int Slabs, long Bytes) Taken
    {
        get
        {
            lock (gate)
                return (slabs.Count, bytes);
        }
    }

    /// <exception cref="RmaPoolException">The limit is reached.</exception>
    internal RmaSlab Add(int length)
    {
        lock (gate)
        {
            while (bytes + length > options.Limit && kept.Count > 0)
                Drop(TakeKept(kept.Count - 1));
            if (bytes + length > options.Limit)
                throw RmaPoolException.Exhausted(length, bytes, options.Limit);
            var slab = source.Allocate(length);
            slabs.Add(slab);
            bytes += slab.Length;
            return slab;
        }
    }

    /// <summary>The smallest returned block with a separate slab that fits; null if there is none within twice the bytes.</summary>
    internal RmaBlock? TryReuse(int length)
    {
        lock (gate)
        {
            var best = -1;
            for (var i = 0; i < kept.Count; i++)
            {
                var capacity = kept[i].Capacity;
                if (capacity >= length && capacity / 2 <= length && (best < 0 || capacity < kept[best].Capacity))
                    best = i;
            }
            return best < 0 ? null : TakeKept(best);
        }
    }

    /// <summary>Keeps a block with a separate slab, or frees it if enough are kept.</summary>
    internal void Keep(RmaBlock block)
    {
        lock (gate)
        {
            if (keptBytes + block.Capacity > options.KeptBytes)
            {
                Drop(block);
                return;
            }
            kept.Add(block);
            keptBytes += block.Capacity;
        }
    }

    internal void FreeAll()
    {
        lock (gate)
        {
            foreach (var slab in slabs)
                slab.Dispose();
            slabs.Clear();
            kept.Clear();
            (bytes, keptBytes) = (0, 0);
        }
    }

    private RmaBlock TakeKept(int index)
    {
        var block = kept[index];
        kept.RemoveAt(index);
        keptBytes -= block.Capacity;
        return block;
    }

    private void Drop(RmaBlock block)
    {
        slabs.Remove(block.Slab);
        bytes -= block.Slab.Length;
        block.Slab.Dispose();
    }
}
