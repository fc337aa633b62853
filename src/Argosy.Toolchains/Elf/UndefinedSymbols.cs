using System.Text;

namespace Argosy.Toolchains.Elf;

/// <summary>The dynamic symbol table. It has no length of its own: a hash table tells how many symbols there
/// are.</summary>
/// <param name="reader">The file.</param>
/// <param name="fileOffset">Converts an address.</param>
internal sealed class UndefinedSymbols(ElfReader reader, Func<ulong, ulong> fileOffset)
{
    // Symbols at once: below the largest block of the reader.
    private const ulong Chunk = 4096;

    // The largest real libraries have some hundred thousand.
    private const ulong MaxSymbols = 4_000_000;
    private const ulong MaxTable = 256 << 20;
    private const ulong MaxBuckets = 1 << 20;

    private int SymbolSize => reader.Wide ? 24 : 16;

    /// <summary>The names of the undefined ones.</summary>
    /// <param name="table">The symbols' address.</param>
    /// <param name="strings">The names' address.</param>
    /// <param name="stringsSize">The size of all names.</param>
    /// <param name="counts">What tells the number of symbols.</param>
    public IReadOnlyList<string> Undefined(ulong table, ulong strings, ulong stringsSize, SymbolCounts counts)
    {
        var count = Count(table, strings, counts);
        if (count > MaxSymbols) throw new ElfFormatException("it has more symbols than any real one");
        if (stringsSize is 0 or > MaxTable) throw new ElfFormatException("the size of its names is none of a real one");
        var names = reader.Large(fileOffset(strings), stringsSize);
        var indexes = new HashSet<uint>();
        var found = new List<string>();
        var characters = 0UL;
        for (var (at, left) = (fileOffset(table), count); left > 0;)
        {
            var some = Math.Min(left, Chunk);
            var block = reader.Bytes(at, some * (ulong)SymbolSize);
            for (var i = 0; i < (int)some; i++)
            {
                var symbol = block.AsSpan(i * SymbolSize, SymbolSize);
                var name = reader.Int(symbol);
                if (name == 0 || reader.Half(symbol[(reader.Wide ? 6 : 14)..]) != 0 || !indexes.Add(name)) continue;
                var text = Name(names, name);
                // Names that end alike share their bytes, but not so often that they were many times the table.
                characters += (ulong)text.Length;
                if (characters > 16 * stringsSize) throw new ElfFormatException("its names overlap");
                found.Add(text);
            }

            at += some * (ulong)SymbolSize;
            left -= some;
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    private static string Name(byte[] names, uint index)
    {
        if (index >= names.Length) throw new ElfFormatException("a name lies beyond its end");
        var rest = names.AsSpan((int)index);
        var end = rest.IndexOf((byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(rest[..end])
            : throw new ElfFormatException("a name has no end");
    }

    private ulong Count(ulong table, ulong strings, SymbolCounts counts)
    {
        if (counts.Hash is { } hash)
        {
            var wide = reader.Wide && counts.HasWideHash;
            var bytes = reader.Bytes(fileOffset(hash), wide ? 16UL : 8);
            return wide ? reader.Word(bytes.AsSpan(8)) : reader.Int(bytes.AsSpan(4));
        }

        if (counts.GnuHash is { } gnu && FirstHashed(fileOffset(gnu)) is { } first) return first;
        // Linkers put the names directly behind the symbols.
        return strings > table ? (strings - table) / (ulong)SymbolSize : 0;
    }

    // Undefined symbols are before the first hashed one; without any hashed one the number means nothing.
    private ulong? FirstHashed(ulong at)
    {
        var header = reader.Bytes(at, 16);
        var buckets = (ulong)reader.Int(header);
        if (buckets > MaxBuckets) throw new ElfFormatException("its hash table is larger than any real one");
        var filter = (ulong)reader.Int(header.AsSpan(8)) * (ulong)reader.WordSize;
        var table = reader.Large(at + 16 + filter, 4 * buckets);
        for (var i = 0; i < table.Length; i += 4)
        {
            if (reader.Int(table.AsSpan(i)) != 0) return reader.Int(header.AsSpan(4));
        }

        return null;
    }
}

/// <summary>The tables that tell the number of dynamic symbols.</summary>
/// <param name="GnuHash">The address of the GNU hash table, or null.</param>
/// <param name="Hash">The address of the gABI's hash table, or null.</param>
/// <param name="Machine"><c>e_machine</c>.</param>
internal sealed record SymbolCounts(ulong? GnuHash, ulong? Hash, ushort Machine)
{
    // S/390's ABI has hash tables of 64-bit numbers.
    private const ushort WideHashMachine = 22;

    /// <summary>Whether the gABI's table has numbers of eight bytes in a 64-bit file.</summary>
    public bool HasWideHash => Machine == WideHashMachine;
}
