using Argosy.Platforms;

namespace Argosy.Toolchains.Elf;

/// <summary>One reading of one file.</summary>
internal sealed class ElfParser(ElfReader reader)
{
    // A real library has some dozens; this ends a chain of small steps through a large file.
    private const int MaxVersions = 10_000;

    private readonly List<Segment> _segments = [];
    private readonly Dictionary<ulong, ulong> _dynamic = [];
    private readonly List<ulong> _needed = [];

    public ElfFile Parse()
    {
        var header = ReadTables();
        var kind = reader.Half(header.AsSpan(16));
        return new(reader.Wide, reader.Order, reader.Half(header.AsSpan(18)), kind <= 3 ? (ElfKind)kind : ElfKind.Other)
        {
            Interpreter = First(ElfWire.InterpreterSegment) is { } s ? reader.Text(s.Offset) : null,
            SoName = _dynamic.TryGetValue(ElfWire.SoNameTag, out var name) ? String(name) : null,
            Needed = [.. _needed.Select(String)],
            NeededVersions = NeededVersions(),
            DefinedVersions = DefinedVersions(),
            RunPath = RunPath(),
            HasExecutableStack =
                First(ElfWire.StackSegment) is { } stack && (stack.Flags & ElfWire.ExecutableFlag) != 0,
            HasTextRelocations = _dynamic.ContainsKey(ElfWire.TextRelocationsTag)
                || (_dynamic.GetValueOrDefault(ElfWire.FlagsTag) & ElfWire.TextRelocationsFlag) != 0,
            BuildId = _segments.Where(n => n.Type == ElfWire.NoteSegment)
                .Select(BuildId)
                .FirstOrDefault(id => id is not null),
        };
    }

    /// <summary>Names of its undefined dynamic symbols, without duplicates, in their order.</summary>
    public IReadOnlyList<string> ParseUndefined()
    {
        var machine = reader.Half(ReadTables().AsSpan(18));
        if (!_dynamic.TryGetValue(ElfWire.SymbolTableTag, out var table)) return [];
        if (!_dynamic.TryGetValue(ElfWire.StringTableTag, out var strings))
            throw new ElfFormatException("it has names and no string table");
        return new UndefinedSymbols(reader, FileOffset).Undefined(table, strings,
            _dynamic.GetValueOrDefault(ElfWire.StringTableSizeTag),
            new(_dynamic.TryGetValue(ElfWire.GnuHashTag, out var gnu) ? gnu : null,
                _dynamic.TryGetValue(ElfWire.HashTag, out var hash) ? hash : null, machine));
    }

    // Header, segments and dynamic section.
    private byte[] ReadTables()
    {
        var ident = reader.Bytes(0, 16);
        if (!ident.AsSpan(0, 4).SequenceEqual(ElfWire.Mark)) throw new ElfFormatException("it begins otherwise");
        reader.Wide = ident[4] switch
        {
            1 => false,
            2 => true,
            _ => throw new ElfFormatException("its class is unknown")
        };
        reader.Order = ident[5] is 1 or 2
            ? (ByteOrder)ident[5]
            : throw new ElfFormatException("its byte order is unknown");
        var word = reader.WordSize;
        var header = reader.Bytes(0, (ulong)(40 + (3 * word)));
        ReadSegments(
            reader.Word(header.AsSpan(24 + word)),
            reader.Half(header.AsSpan(30 + (3 * word))),
            reader.Half(header.AsSpan(32 + (3 * word))));
        ReadDynamic();
        return header;
    }

    private List<string> RunPath()
    {
        var folders = new List<string>();
        foreach (var tag in (ulong[])[ElfWire.RPathTag, ElfWire.RunPathTag])
        {
            if (_dynamic.TryGetValue(tag, out var text)) folders.AddRange(String(text).Split(':'));
        }

        return folders;
    }

    private void ReadSegments(ulong offset, ushort entrySize, ushort count)
    {
        if (count == 0) return;
        if (entrySize < (reader.Wide ? 56 : 32))
            throw new ElfFormatException("its program headers are too small");
        var table = reader.Bytes(offset, (ulong)entrySize * count);
        for (var i = 0; i < count; i++)
        {
            var at = table.AsSpan(i * entrySize, entrySize);
            _segments.Add(reader.Wide
                ? new((int)reader.Int(at), reader.Word(at[8..]), reader.Word(at[16..]), reader.Word(at[32..]),
                    reader.Int(at[4..]))
                : new((int)reader.Int(at), reader.Word(at[4..]), reader.Word(at[8..]), reader.Word(at[16..]),
                    reader.Int(at[24..])));
        }
    }

    private void ReadDynamic()
    {
        if (First(ElfWire.DynamicSegment) is not { } segment) return;
        var table = reader.Bytes(segment.Offset, segment.Size);
        for (var i = 0; i + (2 * reader.WordSize) <= table.Length; i += 2 * reader.WordSize)
        {
            var tag = reader.Word(table.AsSpan(i));
            var value = reader.Word(table.AsSpan(i + reader.WordSize));
            if (tag == ElfWire.EndTag) break;
            if (tag == ElfWire.NeededTag) _needed.Add(value);
            else _dynamic[tag] = value;
        }
    }

    private List<NeededVersion> NeededVersions()
    {
        var versions = new List<NeededVersion>();
        foreach (var need in ChainAt(ElfWire.VersionNeedTag, ElfWire.VersionNeedCountTag, size: 16, nextAt: 12))
        {
            var library = String(reader.Int(need.Bytes.AsSpan(4)));
            var count = reader.Half(need.Bytes.AsSpan(2));
            foreach (var aux in Chain(need.At + reader.Int(need.Bytes.AsSpan(8)), count, size: 16, nextAt: 12))
            {
                var flags = reader.Half(aux.Bytes.AsSpan(4));
                versions.Add(new(library, String(reader.Int(aux.Bytes.AsSpan(8))), (flags & ElfWire.WeakFlag) != 0));
                if (versions.Count > MaxVersions)
                    throw new ElfFormatException("it needs more versions than any real one");
            }
        }

        return versions;
    }

    private List<string> DefinedVersions()
    {
        var versions = new List<string>();
        foreach (var definition in ChainAt(
            ElfWire.VersionDefinitionTag, ElfWire.VersionDefinitionCountTag, size: 20, nextAt: 16))
        {
            if ((reader.Half(definition.Bytes.AsSpan(2)) & ElfWire.BaseFlag) != 0) continue;
            // The first of its names is the version; the others are versions it inherits from.
            foreach (var aux in Chain(definition.At + reader.Int(definition.Bytes.AsSpan(12)), 1, size: 8, nextAt: 4))
                versions.Add(String(reader.Int(aux.Bytes)));
        }

        return versions;
    }

    private IEnumerable<(ulong At, byte[] Bytes)> ChainAt(ulong startTag, ulong countTag, ulong size, int nextAt) =>
        _dynamic.TryGetValue(startTag, out var address)
            ? Chain(FileOffset(address), _dynamic.GetValueOrDefault(countTag), size, nextAt)
            : [];

    private IEnumerable<(ulong At, byte[] Bytes)> Chain(ulong at, ulong count, ulong size, int nextAt)
    {
        if (count > MaxVersions) throw new ElfFormatException("it has more versions than any real one");
        for (ulong i = 0; i < count; i++)
        {
            var bytes = reader.Bytes(at, size);
            yield return (at, bytes);
            var next = reader.Int(bytes.AsSpan(nextAt));
            if (next == 0) yield break;
            at += next;
        }
    }

    private string? BuildId(Segment segment)
    {
        var notes = reader.Bytes(segment.Offset, segment.Size).AsSpan();
        while (notes.Length >= 12)
        {
            var (name, data, type) = ((long)reader.Int(notes), (long)reader.Int(notes[4..]), reader.Int(notes[8..]));
            var dataAt = 12 + ((name + 3) & ~3);
            var next = dataAt + ((data + 3) & ~3);
            if (dataAt + data > notes.Length) return null;
            if (type == ElfWire.BuildIdNote && notes.Slice(12, (int)name).SequenceEqual("GNU\0"u8))
                return Convert.ToHexStringLower(notes.Slice((int)dataAt, (int)data));
            if (next >= notes.Length) return null;
            notes = notes[(int)next..];
        }

        return null;
    }

    private string String(ulong index) => _dynamic.TryGetValue(ElfWire.StringTableTag, out var table)
        ? reader.Text(FileOffset(table) + index)
        : throw new ElfFormatException("it has names and no string table");

    private ulong FileOffset(ulong address) =>
        _segments.FirstOrDefault(s =>
            s.Type == ElfWire.LoadSegment && address >= s.Address && address - s.Address < s.Size) is { } load
                ? load.Offset + (address - load.Address)
                : throw new ElfFormatException("an address of it is in no segment");

    private Segment? First(int type) => _segments.FirstOrDefault(s => s.Type == type);

    private sealed record Segment(int Type, ulong Offset, ulong Address, ulong Size, uint Flags);
}
