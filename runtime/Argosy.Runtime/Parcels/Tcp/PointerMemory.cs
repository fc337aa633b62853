using System.Buffers;

namespace Argosy.Runtime;

/// <summary>Passes unmanaged memory to sockets. One piece at a time: a new one replaces the previous.</summary>
internal sealed unsafe class PointerMemory : MemoryManager<byte>
{
    private byte* _start;
    private int _length;

    /// <summary>Uses this piece, which its owner keeps in place.</summary>
    internal Memory<byte> At(byte* address, int bytes)
    {
        _start = address;
        _length = bytes;
        return CreateMemory(bytes);
    }

    internal Memory<byte> At(in Fill fill) => At(fill.Target, fill.Length);

    internal Memory<byte> At(in PayloadChunk chunk) => At(chunk.Address, chunk.Length);

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
