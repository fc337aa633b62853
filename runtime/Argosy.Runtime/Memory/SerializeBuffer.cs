using System.Buffers;

namespace Argosy.Runtime;

/// <summary>How a <see cref="SerializeBuffer{T}"/> came by its elements.</summary>
public enum BufferMode
{
    /// <summary>It has a copy of its own.</summary>
    Copy,

    /// <summary>They are the caller's, who keeps them alive and unchanged until the message was sent.</summary>
    Reference,

    /// <summary>They were handed over, and are let go of with the last holder.</summary>
    Take,
}

/// <summary>
/// Wraps elements for sending without a copy: a pointer chunk, registered on the way where the network needs it. Counts its
/// holders, as <see cref="RmaVector{T}"/> does, by whose rules it is owned; a received one lies in the pool.
/// </summary>
/// <typeparam name="T">Its elements are moved bit by bit.</typeparam>
public sealed class SerializeBuffer<T> : IDisposable
    where T : unmanaged
{
    private BufferHold? hold;

    internal SerializeBuffer(BufferHold hold, Memory<T> memory, BufferMode mode)
    {
        this.hold = hold;
        Memory = memory;
        Mode = mode;
    }

    /// <summary>How it came by its elements.</summary>
    public BufferMode Mode { get; }

    /// <summary>The elements; not to be used after <see cref="Dispose"/>.</summary>
    public Memory<T> Memory { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => Memory.Span;

    /// <summary>Elements.</summary>
    public int Length => Memory.Length;

    internal BufferHold Hold => hold ?? throw new ObjectDisposedException(nameof(SerializeBuffer<T>));

    /// <summary>Another holder of the same elements.</summary>
    public SerializeBuffer<T> Share() => new(Hold.AddReference(), Memory, Mode);

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref hold, null)?.Release();
}

/// <summary>Makes buffers.</summary>
public static class SerializeBuffer
{
    /// <summary>Of a copy of the elements.</summary>
    public static SerializeBuffer<T> Copy<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        // Into a pool, not an array: long arrays lie where the garbage collector never moves them together.
        var block = RmaVector<T>.Rent(RmaPool.Unregistered, elements.Length);
        var copy = BlockMemory<T>.Wrap(block, elements.Length, BufferMode.Copy);
        elements.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>Of the caller's elements, which stay as they are until the message was sent.</summary>
    public static SerializeBuffer<T> Reference<T>(Memory<T> elements)
        where T : unmanaged => new(new BufferHold(null), elements, BufferMode.Reference);

    /// <summary>Of elements that are handed over: disposed of with the last holder.</summary>
    public static SerializeBuffer<T> Take<T>(IMemoryOwner<T> elements)
        where T : unmanaged => new(new BufferHold(elements), elements.Memory, BufferMode.Take);
}

/// <summary>The holders of one buffer's elements.</summary>
internal sealed class BufferHold(IDisposable? owner) : IPayloadOwner
{
    private int references = 1;

    internal BufferHold AddReference()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref references) == 0)
            owner?.Dispose();
    }
}
