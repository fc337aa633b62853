using System.Runtime.CompilerServices;

namespace Argosy.Runtime;

/// <summary>
/// Writes values into an archive: small ones in sequence, large ones as chunks that stay in place. Lives on the stack
/// and is passed by reference. Nothing is read back from it.
/// </summary>
public unsafe ref partial struct ArchiveWriter
{
    private readonly ArchiveStore _store;
    private byte* _start;
    private byte* _at;
    private byte* _end;
    private int _depth;

    internal ArchiveWriter(ArchiveStore store)
    {
        _store = store;
        Take(store.Block ?? store.Grow(0, store.Reserved + 256), store.Reserved);
    }

    /// <summary>Bytes of index data so far.</summary>
    public readonly int Position => (int)(_at - _start) - _store.Reserved;

    /// <summary>The size in bytes from which arrays and buffers become separate chunks.</summary>
    public readonly int Threshold => _store.Threshold;

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        if (_at == _end)
            Grow(1);
        *_at++ = value;
    }

    /// <summary>
    /// The value's bytes as in memory, which is the wire's order on every little-endian machine. For numbers on other
    /// machines use their serializers, which reverse the bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteUnmanaged<T>(T value)
        where T : unmanaged
    {
        if (_end - _at < sizeof(T))
            Grow(sizeof(T));
        Unsafe.WriteUnaligned(_at, value);
        _at += sizeof(T);
    }

    /// <summary>LEB128: seven bits per byte, the lowest first, 1 to 10 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteVarint(ulong value)
    {
        if (value < 0x80)
            WriteByte((byte)value);
        else
            WriteLongVarint(value);
    }

    private void WriteLongVarint(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }
        WriteByte((byte)value);
    }

    /// <summary>Only the bytes, without their length.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (_end - _at < bytes.Length)
            Grow(bytes.Length);
        bytes.CopyTo(new Span<byte>(_at, bytes.Length));
        _at += bytes.Length;
    }

    /// <summary>Space for <paramref name="length"/> bytes that the caller must fill
    /// before anything else is written.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_end - _at < length)
            Grow(length);
        var room = new Span<byte>(_at, length);
        _at += length;
        return room;
    }

    /// <summary>Overwrites bytes that were written before, such as a length that is only known now.</summary>
    /// <param name="position">A previous value of <see cref="Position"/>.</param>
    /// <param name="bytes">The same number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">They exceed the written bytes.</exception>
    public readonly void Patch(int position, ReadOnlySpan<byte> bytes)
    {
        if (position < 0 || bytes.Length > Position - position)
            throw new ArgumentOutOfRangeException(nameof(position));
        bytes.CopyTo(new Span<byte>(_start + _store.Reserved + position, bytes.Length));
    }

    /// <summary>Adds a chunk that stays in place; takes over one reference of the owner.</summary>
    internal readonly void AddChunk(byte* address, int length, IPayloadOwner owner) =>
        _store.Add(new PayloadChunk(Position, address, length, owner));

    /// <summary>A vector or buffer was written: a result's belongs to the runtime now.</summary>
    internal readonly void Wrote(IDisposable one) => _store.Wrote(one);

    internal readonly int ChunkCount => _store.ChunkCount;

    /// <summary>Ends the writing: the store knows its length from here on.</summary>
    internal readonly void Complete() => _store.IndexLength = Position;

    private void Grow(int more)
    {
        var used = (int)(_at - _start);
        if (more < 0 || (long)used + more > ArchiveLayout.MaximumIndex)
            throw ArchiveException.Unsupported(
                $"an archive's index data would have {(long)used + more} bytes, "
                + $"and have at most {ArchiveLayout.MaximumIndex}",
                "Send large things in arrays, SerializeBuffer or RmaVector, or in several calls.");
        Take(_store.Grow(used, used + more), used);
    }

    private void Take(RmaBlock block, int used)
    {
        _start = block.Address;
        _at = _start + used;
        _end = _start + block.Capacity;
    }
}
