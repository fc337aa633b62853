using System.Runtime.InteropServices;

namespace Argosy.Runtime;

// Views of bitwise elements: sent in place, received as a separate array.

/// <summary>In the form of an array; never null.</summary>
internal sealed class MemorySerializer<T> : ISerializer<Memory<T>>
    where T : unmanaged
{
    private readonly BitwiseArraySerializer<T> _arrays = new();

    public void Write(ref ArchiveWriter writer, in Memory<T> value) => Window.Write<T>(ref writer, value, null);

    public Memory<T> Read(ref ArchiveReader reader) => _arrays.Read(ref reader);
}

/// <summary>In the form of an array; never null.</summary>
internal sealed class ReadOnlyMemorySerializer<T> : ISerializer<ReadOnlyMemory<T>>
    where T : unmanaged
{
    private readonly BitwiseArraySerializer<T> _arrays = new();

    public void Write(ref ArchiveWriter writer, in ReadOnlyMemory<T> value) => Window.Write(ref writer, value, null);

    public ReadOnlyMemory<T> Read(ref ArchiveReader reader) => _arrays.Read(ref reader);
}

/// <summary>In the form of an array; a segment without an array is written as null.</summary>
internal sealed class ArraySegmentSerializer<T> : ISerializer<ArraySegment<T>>
    where T : unmanaged
{
    private readonly BitwiseArraySerializer<T> _arrays = new();

    public void Write(ref ArchiveWriter writer, in ArraySegment<T> value)
    {
        if (value.Array is null)
            writer.WriteByte(0);
        else
            Window.Write<T>(ref writer, value, null);
    }

    public ArraySegment<T> Read(ref ArchiveReader reader) =>
        _arrays.Read(ref reader) is { } array ? new(array) : default;
}

/// <summary>Writes elements in any memory.</summary>
internal static unsafe class Window
{
    /// <param name="writer">Receives them.</param>
    /// <param name="elements">In any kind of memory.</param>
    /// <param name="hold">Keeps them alive while they are sent, in addition to their pin;
    /// gets a reference for it.</param>
    internal static void Write<T>(ref ArchiveWriter writer, ReadOnlyMemory<T> elements, BufferHold? hold)
        where T : unmanaged
    {
        var bytes = BulkFrame<T>.WriteHeader(ref writer, elements.Length);
        if (bytes == 0)
            BulkFrame<T>.WriteInline(ref writer, elements.Span);
        else if (!ByteOrder.MovesAsIs<T>())
            BulkFrame<T>.AddReversed(ref writer, elements.Span);
        else if (MemoryMarshal.TryGetMemoryManager<T, BlockMemory<T>>(elements, out var manager, out var start, out _))
            // A pool's block needs no pin, and is sent as an RMA chunk if its pool is registered.
            writer.AddChunk(manager!.Block.Address + (long)start * sizeof(T), bytes, manager.Block.AddReference());
        else
            AddPinned(ref writer, elements, bytes, hold);
    }

    private static void AddPinned<T>(ref ArchiveWriter writer, ReadOnlyMemory<T> elements, int bytes, BufferHold? hold)
    {
        var pin = new PinnedMemory(elements.Pin(), hold?.AddReference());
        writer.AddChunk(pin.Address, bytes, pin);
    }
}
