using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>
/// Reads the output of an <see cref="ArchiveWriter"/>. Trusts nothing: compares every length with the remaining bytes
/// before anything is allocated for it.
/// </summary>
public unsafe ref partial struct ArchiveReader
{
    private readonly ReadOnlySpan<byte> _index;
    private readonly ArchiveSource _source;
    private int _position;
    private int _end;
    private int _depth;
    private int _unclaimed;

    internal ArchiveReader(ReadOnlySpan<byte> index, ArchiveSource source)
    {
        _index = index;
        _source = source;
        _position = 0;
        _end = index.Length;
        _depth = 0;
        _unclaimed = index.Length;
    }

    /// <summary>Remaining bytes of index data; within a member of a tolerant type, of that member.</summary>
    public readonly int Remaining => _end - _position;

    /// <summary>The next chunk's number among the payload chunks.</summary>
    internal readonly int NextChunk => _source.NextPayload;

    internal readonly ArchiveSource Source => _source;

    /// <summary>One byte.</summary>
    /// <exception cref="ArchiveException">There is none left.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if (_position >= _end)
            throw ArchiveException.Short(1, Remaining);
        return _index[_position++];
    }

    /// <summary>The reverse of <see cref="ArchiveWriter.WriteUnmanaged"/>.</summary>
    /// <exception cref="ArchiveException">There aren't enough bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T ReadUnmanaged<T>()
        where T : unmanaged
    {
        if (_end - _position < sizeof(T))
            throw ArchiveException.Short(sizeof(T), Remaining);
        // Within the bounds by the line above: a slice would check them again.
        var value = Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_index), _position));
        _position += sizeof(T);
        return value;
    }

    /// <summary>The reverse of <see cref="ArchiveWriter.WriteVarint"/>.</summary>
    /// <exception cref="ArchiveException">It has no end, or more than 64 bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint() =>
        _position < _end && _index[_position] < 0x80 ? _index[_position++] : ReadLongVarint();

    private ulong ReadLongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            if (shift == 63 && next > 1)
                break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw ArchiveException.Malformed("a number has more than 64 bits");
    }

    /// <summary>A count of items, each of at least <paramref name="minimumBytes"/> bytes of index data.</summary>
    /// <exception cref="ArchiveException">The count is impossible: nothing was allocated for it.</exception>
    public int ReadCount(int minimumBytes = 1)
    {
        var count = ReadVarint();
        // Items without bytes are limited too, or one byte could request two thousand million of them.
        if (minimumBytes > 0)
            return Claim(count, Remaining / minimumBytes);
        const ulong most = ArchiveLayout.MaximumEntries;
        return count <= most ? (int)count : throw ArchiveException.Count(count, most);
    }

    /// <summary>The next bytes; valid only until the reader's caller returns.</summary>
    /// <exception cref="ArchiveException">There aren't enough.</exception>
    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if ((uint)length > (uint)Remaining)
            throw ArchiveException.Short(length, Remaining);
        var bytes = _index.Slice(_position, length);
        _position += length;
        return bytes;
    }
}
