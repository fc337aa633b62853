using System.Buffers.Binary;

namespace Argosy.Release.Reproduction;

/// <summary>The sections of an ELF file, in its order, with the file header as the first part.</summary>
/// <remarks>System V gABI, chapter 4: ELF header (class at 4, data at 5; section header table) and section headers
/// (name, type, flags, address, offset, size).</remarks>
internal static class ElfSections
{
    private const int NoBits = 8;

    /// <exception cref="InvalidDataException">It has no section headers, or broken ones.</exception>
    public static IReadOnlyList<Member> Read(ReadOnlyMemory<byte> bytes)
    {
        var file = new Reader(bytes, Is64: bytes.Span[4] == 2, IsBig: bytes.Span[5] == 2);
        var table = file.Word(file.Is64 ? 0x28 : 0x20);
        var (size, count, names) = file.Is64
            ? (file.Half(0x3a), file.Half(0x3c), file.Half(0x3e))
            : (file.Half(0x2e), file.Half(0x30), file.Half(0x32));
        if (table == 0 || count == 0 || names >= count) throw new InvalidDataException("it has no section headers");
        var texts = Section(names).Content;
        var members = new List<Member> { new("(header)", file.Slice(0, file.Is64 ? 0x40 : 0x34)) };
        for (var i = 1; i < count; i++)
        {
            var (name, content, kind, address) = Section(i);
            members.Add(new(NameAt(texts, name), content)
            {
                Properties = [("type", $"{kind}"), ("address", $"{address:x}")],
            });
        }

        return members;

        (int Name, ReadOnlyMemory<byte> Content, int Kind, long Address) Section(int index)
        {
            var at = table + ((long)index * size);
            var kind = file.Int(at + 4);
            var content = kind == NoBits ? default
                : file.Slice(file.Word(at + (file.Is64 ? 0x18 : 0x10)), file.Word(at + (file.Is64 ? 0x20 : 0x14)));
            return (file.Int(at), content, kind, file.Word(at + (file.Is64 ? 0x10 : 0x0c)));
        }
    }

    private static string NameAt(ReadOnlyMemory<byte> texts, int at)
    {
        if (at < 0 || at >= texts.Length) throw new InvalidDataException("a section's name is out of bounds");
        var rest = texts.Span[at..];
        var end = rest.IndexOf((byte)0);
        return Containers.Text(end < 0 ? rest : rest[..end]);
    }

    private sealed record Reader(ReadOnlyMemory<byte> Bytes, bool Is64, bool IsBig)
    {
        public ReadOnlyMemory<byte> Slice(long at, long length) =>
            at >= 0 && length >= 0 && at <= Bytes.Length && length <= Bytes.Length - at
                ? Bytes.Slice((int)at, (int)length)
                : throw new InvalidDataException("an offset lies beyond the file");

        public int Half(long at)
        {
            var span = Slice(at, 2).Span;
            return IsBig ? BinaryPrimitives.ReadUInt16BigEndian(span) : BinaryPrimitives.ReadUInt16LittleEndian(span);
        }

        public int Int(long at)
        {
            var span = Slice(at, 4).Span;
            return IsBig ? BinaryPrimitives.ReadInt32BigEndian(span) : BinaryPrimitives.ReadInt32LittleEndian(span);
        }

        public long Word(long at)
        {
            if (!Is64) return (uint)Int(at);
            var span = Slice(at, 8).Span;
            return IsBig ? BinaryPrimitives.ReadInt64BigEndian(span) : BinaryPrimitives.ReadInt64LittleEndian(span);
        }
    }
}
