using System.Buffers.Binary;

namespace Argosy.Runtime;

/// <summary>The chunk table in the format of <see cref="ArchiveLayout"/>.</summary>
internal static class ChunkTable
{
    /// <summary>Entries of a written archive: none if all of it is index data.</summary>
    internal static int CountEntries(ArchiveStore store)
    {
        var entries = store.ChunkCount;
        if (entries == 0)
            return 0;
        var before = 0;
        foreach (ref readonly var chunk in store.Chunks)
        {
            entries += chunk.IndexOffset > before ? 1 : 0;
            before = chunk.IndexOffset;
        }
        return entries + (store.IndexLength > before ? 1 : 0);
    }

    /// <summary>Bytes of the table.</summary>
    internal static int Measure(ArchiveStore store, bool located) =>
        CountEntries(store) * ArchiveLayout.EntryLength
        + (located ? store.ChunkCount * (ArchiveLayout.LocatedEntryLength - ArchiveLayout.EntryLength) : 0);

    /// <summary>Writes the table; <paramref name="locations"/> has one for each payload chunk, or is empty.</summary>
    /// <returns>Bytes written.</returns>
    internal static int Encode(ArchiveStore store, ReadOnlySpan<RemoteMemory> locations, Span<byte> target)
    {
        var at = 0;
        var before = 0;
        if (store.ChunkCount == 0)
            return 0;
        for (var i = 0; i < store.ChunkCount; i++)
        {
            ref readonly var chunk = ref store.Chunks[i];
            at += chunk.IndexOffset > before
                ? WriteEntry(target.Slice(at), ChunkKind.Index, chunk.IndexOffset - before)
                : 0;
            at += WriteEntry(target.Slice(at), chunk.Kind, chunk.Length);
            if (!locations.IsEmpty)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(at), locations[i].Address);
                BinaryPrimitives.WriteUInt64LittleEndian(target.Slice(at + 8), locations[i].Key);
                at += 16;
            }
            before = chunk.IndexOffset;
        }
        return store.IndexLength > before
            ? at + WriteEntry(target.Slice(at), ChunkKind.Index, store.IndexLength - before)
            : at;
    }

    /// <summary>Reads a table into the source; its index chunks must add up to the index data.</summary>
    /// <param name="table">Exactly or at least the table.</param>
    /// <param name="header">Has the number and the form of the entries.</param>
    /// <param name="limit">Maximum total payload of a parcel in bytes.</param>
    /// <param name="source">Receives the payload chunks.</param>
    /// <returns>Bytes read.</returns>
    /// <exception cref="ArchiveException">It is inconsistent, or contradicts the header.</exception>
    internal static int Decode(ReadOnlySpan<byte> table, in ParcelHeader header, long limit, ArchiveSource source)
    {
        var located = (header.Flags & ParcelFlags.Located) != 0;
        var at = 0;
        long index = 0, payload = 0;
        for (var i = 0; i < header.Entries; i++)
        {
            var (kind, length) = ReadEntry(table, ref at);
            if (kind == ChunkKind.Index)
            {
                index += length;
                continue;
            }
            payload += length;
            if (payload > limit)
                throw ArchiveException.Malformed($"its payload has more than the {limit} bytes that are allowed here");
            var address = located ? ReadNumber(table, ref at) : 0;
            var key = located ? ReadNumber(table, ref at) : 0;
            source.Add(new ChunkEntry(kind, length, address, key));
        }
        if (header.Entries > 0 && index != header.IndexLength)
            throw ArchiveException.Malformed($"its index chunks have {index} bytes of {header.IndexLength}");
        return at;
    }

    private static int WriteEntry(Span<byte> target, ChunkKind kind, int length)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, ((ulong)length << ArchiveLayout.KindBits) | (uint)kind);
        return ArchiveLayout.EntryLength;
    }

    private static (ChunkKind Kind, int Length) ReadEntry(ReadOnlySpan<byte> table, ref int at)
    {
        var entry = ReadNumber(table, ref at);
        var kind = (ChunkKind)(entry & ((1 << ArchiveLayout.KindBits) - 1));
        var length = entry >> ArchiveLayout.KindBits;
        if (kind > ChunkKind.Rma || length is 0 or > ArchiveLayout.MaximumChunk)
            throw ArchiveException.Malformed($"a chunk of kind {(int)kind} has {length} bytes");
        return (kind, (int)length);
    }

    private static ulong ReadNumber(ReadOnlySpan<byte> table, ref int at)
    {
        if (table.Length - at < 8)
            throw ArchiveException.Short(8, table.Length - at);
        var number = BinaryPrimitives.ReadUInt64LittleEndian(table.Slice(at));
        at += 8;
        return number;
    }
}
