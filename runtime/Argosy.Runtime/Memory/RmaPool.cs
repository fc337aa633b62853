namespace Argosy.Runtime;

/// <summary>
/// A pool of memory that a parcelport can send from and receive into without a copy: slabs are registered once and
/// divided into blocks of a few sizes, which are reused. Safe from any thread.
/// </summary>
public sealed class RmaPool : IDisposable
{
    // A block beyond the largest class has a separate slab, of whole pages of this size.
    private const int LargeStep = 1 << 16;

    private readonly RmaSlabs _slabs;
    private readonly RmaSizeClass[] _classes;
    private int _holders = 1; // the pool itself, and each lent block
    private int _disposed;
    private long _lentBytes;
    private long _highWater;

    internal RmaPool(IRmaSlabSource source, RmaPoolOptions? options = null)
    {
        _slabs = new RmaSlabs(source, options ?? RmaPoolOptions.Default);
        _classes = new RmaSizeClass[RmaSizeClass.LargestBits - RmaSizeClass.SmallestBits + 1];
        for (var i = 0; i < _classes.Length; i++)
            _classes[i] = new RmaSizeClass(this, 1 << (RmaSizeClass.SmallestBits + i));
    }

    /// <summary>The process's own unregistered pool: memory sent from it is a pointer chunk.</summary>
    public static RmaPool Unregistered { get; } = new(new HeapSlabs());

    /// <summary>Its current size and use.</summary>
    public RmaPoolStatistics Statistics
    {
        get
        {
            var (count, bytes) = _slabs.Taken;
            var lent = Volatile.Read(ref _holders) - (Volatile.Read(ref _disposed) == 0 ? 1 : 0);
            return new(
                count, bytes, Math.Max(lent, 0), Interlocked.Read(ref _lentBytes), Interlocked.Read(ref _highWater),
                [.. _classes.Select(one => one.Statistics)]);
        }
    }

    /// <summary>A block of at least this size with undefined contents; the caller owns its first reference.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed of.</exception>
    /// <exception cref="RmaPoolException">Its limit is reached.</exception>
    internal RmaBlock Rent(int bytes)
    {
        Interlocked.Increment(ref _holders);
        try
        {
            if (Volatile.Read(ref _disposed) != 0)
                throw Gone();
            var block = bytes <= _classes[_classes.Length - 1].Size
                ? _classes[RmaSizeClass.NumberFor(bytes)].Rent(_slabs)
                : RentLarge(bytes);
            block.Lend();
            Note(Interlocked.Add(ref _lentBytes, block.Capacity));
            return block;
        }
        catch
        {
            Leave();
            throw;
        }
    }

    internal void Return(RmaBlock block)
    {
        Interlocked.Add(ref _lentBytes, -block.Capacity);
        if (block.Capacity <= _classes[_classes.Length - 1].Size)
            _classes[RmaSizeClass.NumberFor(block.Capacity)].Return(block);
        else
            _slabs.Keep(block);
        Leave();
    }

    /// <summary>Frees the pool's memory once no block is rented: now, or when the last block is returned.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            Leave();
    }

    private static ObjectDisposedException Gone() => new(nameof(RmaPool));

    private RmaBlock RentLarge(int bytes)
    {
        if (_slabs.TryReuse(bytes) is { } kept)
            return kept;
        var length = (int)Math.Min((bytes + LargeStep - 1L) / LargeStep * LargeStep, int.MaxValue);
        var slab = _slabs.Add(length);
        return new RmaBlock(this, slab, 0, length);
    }

    private void Note(long lent)
    {
        var highest = Interlocked.Read(ref _highWater);
        while (lent > highest)
        {
            var seen = Interlocked.CompareExchange(ref _highWater, lent, highest);
            if (seen == highest)
                return;
            highest = seen;
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            _slabs.FreeAll();
    }
}
