namespace Argosy.Runtime;

/// <summary>
/// A piece of a pool's memory with a reference count; returns to its pool with the last reference. Renting it gives the
/// first reference; every other user adds one.
/// </summary>
internal sealed unsafe class RmaBlock : FreeNode, IPayloadOwner
{
    private int _references;

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

    /// <summary>Whether the network may read and write it directly.</summary>
    internal bool IsRegistered => Slab.Registration is not null;

    internal Span<byte> Span => new(Address, Capacity);

    /// <summary>Rented from the pool: starts with one reference.</summary>
    internal void Lend() => Volatile.Write(ref _references, 1);

    /// <exception cref="RmaPoolException">It has no references: it belongs to the pool.</exception>
    internal RmaBlock AddReference()
    {
        Change(1);
        return this;
    }

    /// <exception cref="RmaPoolException">It was released more often than it was referenced.</exception>
    public void Release()
    {
        if (Change(-1) == 0)
            Pool.Return(this);
    }

    // Never upwards from 0: a returned block must not change, or its next user would be affected by a mistake.
    private int Change(int by)
    {
        while (true)
        {
            var held = Volatile.Read(ref _references);
            if (held <= 0)
                throw RmaPoolException.NotLent(Capacity);
            if (Interlocked.CompareExchange(ref _references, held + by, held) == held)
                return held + by;
        }
    }
}

/// <summary>A large piece of memory that is divided into blocks; registered with the network as a whole, or not at
/// all.</summary>
internal abstract unsafe class RmaSlab(byte* address, int length) : IDisposable
{
    internal byte* Address => address;

    internal int Length => length;

    /// <summary>Null for unregistered memory.</summary>
    internal abstract RegisteredMemory? Registration { get; }

    public abstract void Dispose();
}

/// <summary>The source of a pool's slabs: the network's domain, or the process's own memory.</summary>
internal interface IRmaSlabSource
{
    /// <summary>At least <paramref name="length"/> bytes, page-aligned; not zeroed.</summary>
    RmaSlab Allocate(int length);
}
