using System.Buffers.Binary;
using System.Text;

namespace Argosy.Artifacts.Journal;

/// <summary>Reads a record's bytes in sequence, as <see cref="BinaryWriter"/> wrote them. Reading beyond them throws
/// <see cref="InvalidDataException"/>.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> payload)
{
    private readonly ReadOnlySpan<byte> _payload = payload;

    internal int Position { get; private set; }

    internal byte Byte() => Take(1)[0];

    internal bool Flag() => Byte() != 0;

    internal int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    internal long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    internal double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    internal Digest Digest() => Artifacts.Digest.FromHash(Take(32));

    internal string Text() => Encoding.UTF8.GetString(Take(TextLength()));

    internal void SkipText() => Take(TextLength());

    /// <summary>A list's length; an item takes at least a byte.</summary>
    internal int Count()
    {
        var count = Int32();
        return count >= 0 && count <= _payload.Length - Position ? count : throw Torn();
    }

    internal ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)(_payload.Length - Position)) throw Torn();
        var taken = _payload.Slice(Position, length);
        Position += length;
        return taken;
    }

    // In groups of seven bits, the lowest first.
    private int TextLength()
    {
        var length = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var group = Byte();
            length |= (group & 0x7F) << shift;
            if (group < 0x80) return length;
        }

        throw Torn();
    }

    private static InvalidDataException Torn() => new("a record that reaches beyond its end");
}
