using System.Buffers;

namespace Argosy.Runtime;

/// <summary>Shows a piece of unmanaged memory to sockets. One at a time: pointing elsewhere ends what was shown before.</summary>
internal sealed unsafe class PointerMemory : MemoryManager<byte>
{
    private byte* start;
    private int length;

    /// <summary>Shows this piece, which its owner keeps in its place.</summary>
    internal Memory<byte> At(byte* address, int bytes)
    {
        start = address;
        length = bytes;
        return CreateMemory(bytes);
    }

    internal Memory<byte> At(in Fill fill) => At(fill.Target, fill.Length);

    internal Memory<byte> At(in PayloadChunk chunk) => At(chunk.Address, chunk.Length);

    public override Span<byte> GetSpan() => new(start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
