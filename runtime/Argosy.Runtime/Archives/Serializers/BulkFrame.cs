using System.Runtime.InteropServices;

namespace Argosy.Runtime;

/// <summary>Elements of one piece of memory, as read from an archive.</summary>
/// <param name="Count">Elements.</param>
/// <param name="Bytes">Their total size.</param>
/// <param name="Chunk">Their payload chunk; negative if their bytes are next in the index data.</param>
internal readonly record struct BulkHeader(int Count, int Bytes, int Chunk)
{
    internal bool IsInline => Chunk < 0;
}

/// <summary>
/// The common form of arrays, vectors, buffers and lists with bitwise elements: a value sent as one of them can be
/// received as another.
/// <code>
///  varint 0                                null
///  varint (count &lt;&lt; 1 | chunked) + 1       then the bytes; or, chunked, the next payload chunk is the bytes
/// </code>
/// </summary>
internal static unsafe class BulkFrame<T>
    where T : unmanaged
{
    /// <summary>Writes the count.</summary>
    /// <returns>Bytes of a chunk that the caller adds; 0 if it writes the elements inline.</returns>
    /// <exception cref="ArchiveException">One piece of memory can't be this long.</exception>
    internal static int WriteHeader(ref ArchiveWriter writer, int count)
    {
        var bytes = (long)count * sizeof(T);
        if (bytes > ArchiveLayout.MaximumChunk)
            throw ArchiveException.Unsupported(
                $"{count} elements of {typeof(T)} are {bytes} bytes, "
                + $"and one piece has at most {ArchiveLayout.MaximumChunk}",
                "Send them in parts.");
        var chunked = writer.MakesChunk(bytes);
        writer.WriteVarint((((ulong)count << 1) | (chunked ? 1u : 0u)) + 1);
        return chunked ? (int)bytes : 0;
    }

    /// <summary>Writes elements into the index data, for short values.</summary>
    internal static void WriteInline(ref ArchiveWriter writer, ReadOnlySpan<T> elements)
    {
        var bytes = MemoryMarshal.AsBytes(elements);
        if (bytes.Length >= ArchiveLayout.DefaultThreshold)
            Counters.Copied(bytes.Length);
        if (ByteOrder.MovesAsIs<T>())
            writer.WriteBytes(bytes);
        else
            ByteOrder.Reverse(elements, writer.Reserve(bytes.Length));
    }

    /// <summary>Adds elements as a chunk, on a machine that must first reverse each of them.</summary>
    internal static void AddReversed(ref ArchiveWriter writer, ReadOnlySpan<T> elements)
    {
        ByteOrder.Require<T>();
        var bytes = elements.Length * sizeof(T);
        var block = writer.Pool.Rent(bytes);
        ByteOrder.Reverse(elements, new Span<byte>(block.Address, bytes));
        Counters.Copied(bytes);
        writer.AddChunk(block.Address, bytes, block);
    }

    /// <summary>Reads the count, and takes the chunk if there is one. Null for null.</summary>
    /// <exception cref="ArchiveException">The bytes or the chunk are missing.</exception>
    internal static BulkHeader? ReadHeader(ref ArchiveReader reader)
    {
        var word = reader.ReadVarint();
        if (word == 0)
            return null;
        var count = --word >> 1;
        if (count > (ulong)(ArchiveLayout.MaximumChunk / sizeof(T)))
            throw ArchiveException.Count(count, (ulong)(ArchiveLayout.MaximumChunk / sizeof(T)));
        var bytes = (int)count * sizeof(T);
        if ((word & 1) != 0)
            return new BulkHeader((int)count, bytes, reader.Source.Take(bytes));
        if (bytes > reader.Remaining)
            throw ArchiveException.Short(bytes, reader.Remaining);
        return new BulkHeader((int)count, bytes, -1);
    }

    /// <summary>Copies the next elements of the index data.</summary>
    internal static void ReadInline(ref ArchiveReader reader, Span<T> target)
    {
        var bytes = MemoryMarshal.AsBytes(target);
        if (bytes.Length >= ArchiveLayout.DefaultThreshold)
            Counters.Copied(bytes.Length);
        reader.ReadBytes(bytes.Length).CopyTo(bytes);
        if (!ByteOrder.MovesAsIs<T>())
            ByteOrder.Reverse(target, bytes);
    }
}
