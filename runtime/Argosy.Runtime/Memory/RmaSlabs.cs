namespace Argosy.Runtime;

/// <summary>A pool's slabs and their bytes, within a limit. Owns them.</summary>
internal sealed class RmaSlabs(IRmaSlabSource source, RmaPoolOptions options)
{
    private readonly object _gate = new();
    private readonly HashSet<RmaSlab> _slabs = [];
    private readonly List<RmaBlock> _kept = [];
    private long _bytes;
    private long _keptBytes;

    internal (int Slabs, long Bytes) Taken
    {
        get
        {
            lock (_gate)
                return (_slabs.Count, _bytes);
        }
    }

    /// <exception cref="RmaPoolException">The limit is reached.</exception>
    internal RmaSlab Add(int length)
    {
        lock (_gate)
        {
            while (_bytes + length > options.Limit && _kept.Count > 0)
                Drop(TakeKept(_kept.Count - 1));
            if (_bytes + length > options.Limit)
                throw RmaPoolException.Exhausted(length, _bytes, options.Limit);
            var slab = source.Allocate(length);
            _slabs.Add(slab);
            _bytes += slab.Length;
            return slab;
        }
    }

    /// <summary>The smallest returned block with a separate slab that fits;
    /// null if there is none within twice the bytes.</summary>
    internal RmaBlock? TryReuse(int length)
    {
        lock (_gate)
        {
            var best = -1;
            for (var i = 0; i < _kept.Count; i++)
            {
                var capacity = _kept[i].Capacity;
                if (capacity >= length && capacity / 2 <= length && (best < 0 || capacity < _kept[best].Capacity))
                    best = i;
            }
            return best < 0 ? null : TakeKept(best);
        }
    }

    /// <summary>Keeps a block with a separate slab, or frees it if enough are kept.</summary>
    internal void Keep(RmaBlock block)
    {
        lock (_gate)
        {
            if (_keptBytes + block.Capacity > options.KeptBytes)
            {
                Drop(block);
                return;
            }
            _kept.Add(block);
            _keptBytes += block.Capacity;
        }
    }

    internal void FreeAll()
    {
        lock (_gate)
        {
            foreach (var slab in _slabs)
                slab.Dispose();
            _slabs.Clear();
            _kept.Clear();
            (_bytes, _keptBytes) = (0, 0);
        }
    }

    private RmaBlock TakeKept(int index)
    {
        var block = _kept[index];
        _kept.RemoveAt(index);
        _keptBytes -= block.Capacity;
        return block;
    }

    private void Drop(RmaBlock block)
    {
        _slabs.Remove(block.Slab);
        _bytes -= block.Slab.Length;
        block.Slab.Dispose();
    }
}
