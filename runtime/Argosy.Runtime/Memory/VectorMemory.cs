using System.Buffers;

namespace Argosy.Runtime;

/// <summary>A vector's elements as memory, for methods that take that: streams, for example. It keeps the vector from
/// being collected, and doesn't dispose of it.</summary>
internal sealed unsafe class VectorMemory<T>(RmaVector<T> vector) : MemoryManager<T>
    where T : unmanaged
{
    /// <exception cref="ObjectDisposedException">The vector was disposed of.</exception>
    public override Span<T> GetSpan() => vector.Span;

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        if ((uint)elementIndex > (uint)vector.Length)
            throw new ArgumentOutOfRangeException(nameof(elementIndex));
        // The pin holds a reference: the memory stays until it is unpinned.
        var block = vector.Block.AddReference();
        return new MemoryHandle((T*)block.Address + elementIndex, default, new BlockPin(block));
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
