namespace Argosy.Runtime;

/// <summary>Blocks of one size, made from slabs on demand.
/// Renting and returning takes no lock and allocates nothing.</summary>
internal sealed class RmaSizeClass(RmaPool pool, int size)
{
    /// <summary>Blocks have 2^10 to 2^24 bytes: larger ones have a slab each.</summary>
    internal const int SmallestBits = 10;
    internal const int LargestBits = 24;
    private const int SmallestSlab = 1 << 21; // a huge page, where the system has them
    private const int LargestSlab = 1 << 24;

    private readonly object _gate = new();
    private readonly FreeStack<RmaBlock> _free = new();
    private int _lent;

    internal int Size => size;

    internal RmaPoolClass Statistics => new(size, _free.Count, Volatile.Read(ref _lent));

    /// <summary>The number of the smallest class with blocks of at least this size.</summary>
    internal static int NumberFor(int bytes)
    {
        var number = 0;
        while (1L << (SmallestBits + number) < bytes)
            number++;
        return number;
    }

    internal RmaBlock Rent(RmaSlabs slabs)
    {
        var block = _free.TryTake() ?? Cut(slabs);
        Interlocked.Increment(ref _lent);
        return block;
    }

    internal void Return(RmaBlock block)
    {
        Interlocked.Decrement(ref _lent);
        _free.Put(block);
    }

    // One thread makes blocks; the others find them.
    private RmaBlock Cut(RmaSlabs slabs)
    {
        lock (_gate)
        {
            if (_free.TryTake() is { } meanwhile)
                return meanwhile;
            var slab = slabs.Add(Math.Max(SmallestSlab, (int)Math.Min(4L * size, LargestSlab)));
            for (var offset = slab.Length - size; offset > 0; offset -= size)
                _free.Put(_free.Add(new RmaBlock(pool, slab, offset, size)));
            return _free.Add(new RmaBlock(pool, slab, 0, size));
        }
    }
}
