using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>A block of a pool as memory of elements; owns one reference of the block.
/// If it isn't disposed of, its finalizer returns the block.</summary>
[SuppressMessage("Reliability", "CA2015",
    Justification =
        "A span is used while its buffer is held, as with RmaVector; a block that nobody gives back would be lost.")]
internal sealed unsafe class BlockMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly int _count;
    private RmaBlock? _block;

    private BlockMemory(RmaBlock block, int count)
    {
        _block = block;
        _count = count;
    }

    ~BlockMemory() => Dispose(false);

    /// <exception cref="ObjectDisposedException">Its buffer was disposed of.</exception>
    internal RmaBlock Block => _block ?? throw new ObjectDisposedException(nameof(SerializeBuffer<T>));

    /// <summary>A buffer over the block; takes over the caller's reference.</summary>
    internal static SerializeBuffer<T> Wrap(RmaBlock block, int count, BufferMode mode)
    {
        var memory = new BlockMemory<T>(block, count);
        return new SerializeBuffer<T>(new BufferHold(memory), memory.Memory, mode);
    }

    public override Span<T> GetSpan() => new(Block.Address, _count);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        if ((uint)elementIndex > (uint)_count)
            throw new ArgumentOutOfRangeException(nameof(elementIndex));
        // The pin holds a reference: the memory stays until it is unpinned.
        return new MemoryHandle((T*)Block.AddReference().Address + elementIndex, default, new BlockPin(Block));
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => Interlocked.Exchange(ref _block, null)?.Release();
}
