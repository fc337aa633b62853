using System.Buffers.Binary;
using System.Text;
using Argosy.Platforms;

namespace Argosy.Toolchains.Elf;

/// <summary>Numbers and texts at offsets of a file. Any offset may be wrong: nothing is read or allocated beyond the
/// file, and never more than <see cref="MaxBlock"/> at once unless a caller asks for it.</summary>
internal sealed class ElfReader(Stream stream)
{
    // Far above the size of real program headers, dynamic sections and notes.
    private const int MaxBlock = 1 << 20;
    private const int MaxText = 4096;

    public bool Wide { get; set; }

    public ByteOrder Order { get; set; }

    public int WordSize => Wide ? 8 : 4;

    public byte[] Bytes(ulong offset, ulong length)
    {
        var size = (ulong)stream.Length;
        if (offset <= size && length <= size - offset && length > MaxBlock)
            throw new ElfFormatException("a table of it is larger than any real one");
        return Large(offset, length);
    }

    /// <summary>A table that may be larger than <see cref="MaxBlock"/>; the caller limits its length.</summary>
    public byte[] Large(ulong offset, ulong length)
    {
        var size = (ulong)stream.Length;
        if (offset > size || length > size - offset) throw new ElfFormatException("it points beyond its own end");
        stream.Position = (long)offset;
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public ushort Half(ReadOnlySpan<byte> at) =>
        Order == ByteOrder.Big ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    public uint Int(ReadOnlySpan<byte> at) =>
        Order == ByteOrder.Big ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);

    public ulong Word(ReadOnlySpan<byte> at) => !Wide ? Int(at)
        : Order == ByteOrder.Big
            ? BinaryPrimitives.ReadUInt64BigEndian(at)
            : BinaryPrimitives.ReadUInt64LittleEndian(at);

    /// <summary>A text that ends with a zero byte.</summary>
    public string Text(ulong offset)
    {
        var size = (ulong)stream.Length;
        if (offset >= size) throw new ElfFormatException("a name lies beyond its end");
        var bytes = Bytes(offset, Math.Min(MaxText, size - offset)).AsSpan();
        var end = bytes.IndexOf((byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(bytes[..end])
            : throw new ElfFormatException("a name has no end");
    }
}

/// <summary>The bytes are not valid ELF.</summary>
internal sealed class ElfFormatException(string message) : Exception(message);
