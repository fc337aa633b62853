using System.Buffers;

namespace Argosy.Runtime;

/// <summary>Passes unmanaged memory to sockets. One piece at a time: a new one replaces the previous.</summary>
internal sealed unsafe class PointerMemory : MemoryManager<byte>
{
    private byte* start;
    private int length;

    /// <summary>Uses this piece, which its owner keeps in place.</summary>
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
