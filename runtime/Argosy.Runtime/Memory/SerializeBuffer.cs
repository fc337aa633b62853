using System.Buffers;

namespace Argosy.Runtime;

/// <summary>How a <see cref="SerializeBuffer{T}"/> got its elements.</summary>
public enum BufferMode
{
    /// <summary>It has its own copy.</summary>
    Copy,

    /// <summary>The caller owns them, and keeps them alive and unchanged until the message was sent.</summary>
    Reference,

    /// <summary>They were handed over, and are released with the last reference.</summary>
    Take,
}

/// <summary>
/// Wraps elements for sending without a copy: a pointer chunk, registered on the fly if the network needs it. It is
/// reference-counted, with the ownership rules of <see cref="RmaVector{T}"/>; a received one is in the pool.
/// </summary>
/// <typeparam name="T">Its elements are moved bit by bit.</typeparam>
public sealed class SerializeBuffer<T> : IDisposable
    where T : unmanaged
{
    private BufferHold? _hold;

    internal SerializeBuffer(BufferHold hold, Memory<T> memory, BufferMode mode)
    {
        _hold = hold;
        Memory = memory;
        Mode = mode;
    }

    /// <summary>How it got its elements.</summary>
    public BufferMode Mode { get; }

    /// <summary>The elements; must not be used after <see cref="Dispose"/>.</summary>
    public Memory<T> Memory { get; }

    /// <summary>The elements.</summary>
    public Span<T> Span => Memory.Span;

    /// <summary>Elements.</summary>
    public int Length => Memory.Length;

    internal BufferHold Hold => _hold ?? throw new ObjectDisposedException(nameof(SerializeBuffer<T>));

    /// <summary>Another holder of the same elements.</summary>
    public SerializeBuffer<T> Share() => new(Hold.AddReference(), Memory, Mode);

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _hold, null)?.Release();
}

/// <summary>Makes buffers.</summary>
public static class SerializeBuffer
{
    /// <summary>With a copy of the elements.</summary>
    public static SerializeBuffer<T> Copy<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        // Into a pool, not an array: the garbage collector never compacts long arrays.
        var block = RmaVector<T>.Rent(RmaPool.Unregistered, elements.Length);
        var copy = BlockMemory<T>.Wrap(block, elements.Length, BufferMode.Copy);
        elements.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>With the caller's elements, which must not change until the message was sent.</summary>
    public static SerializeBuffer<T> Reference<T>(Memory<T> elements)
        where T : unmanaged => new(new BufferHold(null), elements, BufferMode.Reference);

    /// <summary>With elements that are handed over: disposed of with the last reference.</summary>
    public static SerializeBuffer<T> Take<T>(IMemoryOwner<T> elements)
        where T : unmanaged => new(new BufferHold(elements), elements.Memory, BufferMode.Take);
}

/// <summary>The holders of one buffer's elements.</summary>
internal sealed class BufferHold(IDisposable? owner) : IPayloadOwner
{
    private int _references = 1;

    internal BufferHold AddReference()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            owner?.Dispose();
    }
}
