namespace Argosy.Runtime;

/// <summary>
/// A pool of memory that a parcelport can send from and receive into without a copy: slabs are registered once and
/// divided into blocks of a few sizes, which are reused. Safe from any thread.
/// </summary>
public sealed class RmaPool : IDisposable
{
    // A block beyond the largest class has a separate slab, of whole pages of this size.
    private const int LargeStep = 1 << 16;

    private readonly RmaSlabs slabs;
    private readonly RmaSizeClass[] classes;
    private int holders = 1; // the pool itself, and each lent block
    private int disposed;
    private long lentBytes;
    private long highWater;

    internal RmaPool(IRmaSlabSource source, RmaPoolOptions? options = null)
    {
        slabs = new RmaSlabs(source, options ?? RmaPoolOptions.Default);
        classes = new RmaSizeClass[RmaSizeClass.LargestBits - RmaSizeClass.SmallestBits + 1];
        for (var i = 0; i < classes.Length; i++)
            classes[i] = new RmaSizeClass(this, 1 << (RmaSizeClass.SmallestBits + i));
    }

    /// <summary>The process's own unregistered pool: memory sent from it is a pointer chunk.</summary>
    public static RmaPool Unregistered { get; } = new(new HeapSlabs());

    /// <summary>Its current size and use.</summary>
    public RmaPoolStatistics Statistics
    {
        get
        {
            var (count, bytes) = slabs.Taken;
            var lent = Volatile.Read(ref holders) - (Volatile.Read(ref disposed) == 0 ? 1 : 0);
            return new(
                count, bytes, Math.Max(lent, 0), Interlocked.Read(ref lentBytes), Interlocked.Read(ref highWater),
                [.. classes.Select(one => one.Statistics)]);
        }
    }

    /// <summary>A block of at least this size with undefined contents; the caller owns its first reference.</summary>
    /// <exception cref="ObjectDisposedException">The pool was disposed of.</exception>
    /// <exception cref="RmaPoolException">Its limit is reached.</exception>
    internal RmaBlock Rent(int bytes)
    {
        Interlocked.Increment(ref holders);
        try
        {
            if (Volatile.Read(ref disposed) != 0)
                throw Gone();
            var block = bytes <= classes[classes.Length - 1].Size
                ? classes[RmaSizeClass.NumberFor(bytes)].Rent(slabs)
                : RentLarge(bytes);
            block.Lend();
            Note(Interlocked.Add(ref lentBytes, block.Capacity));
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
        Interlocked.Add(ref lentBytes, -block.Capacity);
        if (block.Capacity <= classes[classes.Length - 1].Size)
            classes[RmaSizeClass.NumberFor(block.Capacity)].Return(block);
        else
            slabs.Keep(block);
        Leave();
    }

    /// <summary>Frees the pool's memory once no block is rented: now, or when the last block is returned.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            Leave();
    }

    private static ObjectDisposedException Gone() => new(nameof(RmaPool));

    private RmaBlock RentLarge(int bytes)
    {
        if (slabs.TryReuse(bytes) is { } kept)
            return kept;
        var length = (int)Math.Min((bytes + LargeStep - 1L) / LargeStep * LargeStep, int.MaxValue);
        var slab = slabs.Add(length);
        return new RmaBlock(this, slab, 0, length);
    }

    private void Note(long lent)
    {
        var highest = Interlocked.Read(ref highWater);
        while (lent > highest)
        {
            var seen = Interlocked.CompareExchange(ref highWater, lent, highest);
            if (seen == highest)
                return;
            highest = seen;
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref holders) == 0)
            slabs.FreeAll();
    }
}
