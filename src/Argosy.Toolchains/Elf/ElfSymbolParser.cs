namespace Argosy.Toolchains.Elf;

/// <summary>One reading of one file's dynamic symbols.</summary>
/// <remarks><code>
/// section     4 name │ 4 type │ W flags │ W address │ W offset │ W size │ 4 link │ 4 info │ W align │ W entry size
/// symbol      ELF64: 4 name │ 1 info │ 1 other │ 2 section │ 8 value │ 8 size
///             ELF32: 4 name │ 4 value │ 4 size │ 1 info │ 1 other │ 2 section
/// versym      2 index of each symbol: 0 local, 1 base, else that of a verneed or verdef; the top bit hides
/// </code></remarks>
internal sealed class ElfSymbolParser(ElfReader reader)
{
    private const uint DynamicSymbols = 11;
    private const uint VersionDefinitions = 0x6ffffffd;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint SymbolVersions = 0x6fffffff;
    private const int Weak = 2;
    private const int MaxSections = 100_000;
    private const int MaxSymbols = 1_000_000;

    // Symbols that are read at once.
    private const int Chunk = 1024;

    private readonly List<Section> _sections = [];

    public ElfSymbols Parse()
    {
        var ident = reader.Bytes(0, 16);
        if (!ident.AsSpan(0, 4).SequenceEqual(ElfWire.Mark)) throw new ElfFormatException("it begins otherwise");
        reader.Wide = ident[4] == 2;
        reader.Order = ident[5] is 1 or 2
            ? (Platforms.ByteOrder)ident[5]
            : throw new ElfFormatException("its byte order is unknown");
        ReadSections();
        var undefined = new List<ElfSymbol>();
        var defined = new List<ElfSymbol>();
        if (_sections.Find(s => s.Type == DynamicSymbols) is { } table) ReadSymbols(table, undefined, defined);
        return new(undefined, defined, _sections.Exists(s => s.Name is ".debug_info" or ".zdebug_info"));
    }

    private void ReadSections()
    {
        var word = (ulong)reader.WordSize;
        var header = reader.Bytes(0, 40 + (3 * word)).AsSpan();
        var offset = reader.Word(header[(int)(24 + (2 * word))..]);
        var size = reader.Half(header[(int)(34 + (3 * word))..]);
        ulong count = reader.Half(header[(int)(36 + (3 * word))..]);
        uint names = reader.Half(header[(int)(38 + (3 * word))..]);
        if (offset == 0) return;
        if (size < 16 + (6 * word)) throw new ElfFormatException("its section headers are too small");
        // With more sections than fit a half word, the first header has the counts.
        var first = Header(offset);
        if (count == 0) count = first.Size;
        if (names == 0xffff) names = first.Link;
        if (count > MaxSections) throw new ElfFormatException("it has more sections than any real one");
        for (ulong i = 0; i < count; i++) _sections.Add(Header(offset + (i * size)));
        if (names >= (ulong)_sections.Count) return;
        var strings = _sections[(int)names].Offset;
        for (var i = 0; i < _sections.Count; i++)
            _sections[i] = _sections[i] with { Name = reader.Text(strings + _sections[i].NameAt) };
    }

    private Section Header(ulong at)
    {
        var word = reader.WordSize;
        var bytes = reader.Bytes(at, (ulong)(16 + (6 * word))).AsSpan();
        return new(reader.Int(bytes), reader.Int(bytes[4..]), reader.Word(bytes[(8 + (2 * word))..]),
            reader.Word(bytes[(8 + (3 * word))..]), reader.Int(bytes[(8 + (4 * word))..]),
            reader.Int(bytes[(12 + (4 * word))..]), "");
    }

    private void ReadSymbols(Section table, List<ElfSymbol> undefined, List<ElfSymbol> defined)
    {
        var size = reader.Wide ? 24 : 16;
        var count = table.Size / (ulong)size;
        if (count > MaxSymbols) throw new ElfFormatException("it has more symbols than any real one");
        var strings = Linked(table).Offset;
        var versions = Versions();
        var indexes = _sections.Find(s => s.Type == SymbolVersions);
        for (ulong start = 1; start < count; start += Chunk)
        {
            var number = Math.Min(Chunk, count - start);
            var symbols = reader.Bytes(table.Offset + (start * (ulong)size), number * (ulong)size);
            var numbers = indexes is null ? null : reader.Bytes(indexes.Offset + (start * 2), number * 2);
            for (var i = 0; i < (int)number; i++)
            {
                var symbol = symbols.AsSpan(i * size, size);
                var info = symbol[reader.Wide ? 4 : 12];
                var visibility = symbol[reader.Wide ? 5 : 13] & 3;
                var section = reader.Half(symbol[(reader.Wide ? 6 : 14)..]);
                var (binding, type) = (info >> 4, info & 15);
                // Neither local ones, nor sections and files, nor hidden and internal ones.
                if (binding == 0 || type is 3 or 4 || visibility is 1 or 2) continue;
                var index = numbers is null ? 1 : reader.Half(numbers.AsSpan(i * 2)) & 0x7fff;
                var name = reader.Text(strings + reader.Int(symbol));
                if (name.Length == 0) continue;
                var read = new ElfSymbol(name, versions.GetValueOrDefault(index), binding == Weak);
                if (section == 0) undefined.Add(read);
                else if (index != 0) defined.Add(read);
            }
        }
    }

    // The versions by their index.
    private Dictionary<int, string> Versions()
    {
        var versions = new Dictionary<int, string>();
        if (_sections.Find(s => s.Type == VersionNeeds) is { } needs)
        {
            foreach (var (at, need) in Chain(needs.Offset, needs.Info, 16, 12))
                foreach (var (_, aux) in Chain(at + reader.Int(need.AsSpan(8)), reader.Half(need.AsSpan(2)), 16, 12))
                    versions[reader.Half(aux.AsSpan(6)) & 0x7fff] =
                        reader.Text(Linked(needs).Offset + reader.Int(aux.AsSpan(8)));
        }

        if (_sections.Find(s => s.Type == VersionDefinitions) is not { } definitions) return versions;
        foreach (var (at, definition) in Chain(definitions.Offset, definitions.Info, 20, 16))
        {
            if ((reader.Half(definition.AsSpan(2)) & ElfWire.BaseFlag) != 0) continue;
            var aux = reader.Bytes(at + reader.Int(definition.AsSpan(12)), 8);
            versions[reader.Half(definition.AsSpan(4)) & 0x7fff] =
                reader.Text(Linked(definitions).Offset + reader.Int(aux));
        }

        return versions;
    }

    private IEnumerable<(ulong At, byte[] Bytes)> Chain(ulong at, uint count, ulong size, int nextAt)
    {
        if (count > MaxSections) throw new ElfFormatException("it has more versions than any real one");
        for (uint i = 0; i < count; i++)
        {
            var bytes = reader.Bytes(at, size);
            yield return (at, bytes);
            var next = reader.Int(bytes.AsSpan(nextAt));
            if (next == 0) yield break;
            at += next;
        }
    }

    private Section Linked(Section section) => section.Link < (uint)_sections.Count
        ? _sections[(int)section.Link]
        : throw new ElfFormatException("it has names and no string table");

    private sealed record Section(
        uint NameAt, uint Type, ulong Offset, ulong Size, uint Link, uint Info, string Name);
}
