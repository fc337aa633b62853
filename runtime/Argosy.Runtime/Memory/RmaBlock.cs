namespace Argosy.Runtime;

/// <summary>
/// A piece of a pool's memory with a count of references; goes back to its pool with the last. Whoever rents it has
/// the first reference; everybody else adds one.
/// </summary>
internal sealed unsafe class RmaBlock : FreeNode, IPayloadOwner
{
    private int references;

    internal RmaBlock(RmaPool pool, RmaSlab slab, int offset, int capacity)
    {
        Pool = pool;
        Slab = slab;
        Offset = offset;
        Capacity = capacity;
        Address = slab.Address + offset;
    }

    internal RmaPool Pool { get; }

    internal RmaSlab Slab { get; }

    /// <summary>Bytes from the start of its slab.</summary>
    internal int Offset { get; }

    internal int Capacity { get; }

    internal byte* Address { get; }

    /// <summary>Whether the network may read and write it as it is.</summary>
    internal bool IsRegistered => Slab.Registration is not null;

    internal Span<byte> Span => new(Address, Capacity);

    /// <summary>From the pool: begins with one reference.</summary>
    internal void Lend() => Volatile.Write(ref references, 1);

    /// <exception cref="RmaPoolException">Nobody holds it: it is the pool's.</exception>
    internal RmaBlock AddReference()
    {
        Change(1);
        return this;
    }

    /// <exception cref="RmaPoolException">It was released more often than it was lent.</exception>
    public void Release()
    {
        if (Change(-1) == 0)
            Pool.Return(this);
    }

    // Never upwards from 0: a block that went back stays as it is, or its next holder would pay for a mistake.
    private int Change(int by)
    {
        while (true)
        {
            var held = Volatile.Read(ref references);
            if (held <= 0)
                throw RmaPoolException.NotLent(Capacity);
            if (Interlocked.CompareExchange(ref references, held + by, held) == held)
                return held + by;
        }
    }
}

/// <summary>A large piece of memory from which blocks are cut; registered with the network as a whole, or not at all.</summary>
internal abstract unsafe class RmaSlab(byte* address, int length) : IDisposable
{
    internal byte* Address => address;

    internal int Length => length;

    /// <summary>Null for memory that the network doesn't know.</summary>
    internal abstract RegisteredMemory? Registration { get; }

    public abstract void Dispose();
}

/// <summary>Where a pool's slabs come from: the network's domain, or the process's own memory.</summary>
internal interface IRmaSlabSource
{
    /// <summary>At least <paramref name="length"/> bytes, page-aligned; not zeroed.</summary>
    RmaSlab Allocate(int length);
}
