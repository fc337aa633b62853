namespace Argosy.Runtime;

/// <summary>
/// Values as self-contained bytes, for files and tests: a parcel in the format of <see cref="ArchiveLayout"/>, without
/// sender, call and locations.
/// </summary>
public static class Archive
{
    // Each thread keeps one: reading then allocates only the value.
    [ThreadStatic]
    private static ArchiveSource? s_spare;

    /// <summary>A value's archive.</summary>
    /// <param name="value">Its type needs a serializer.</param>
    /// <param name="threshold">The size in bytes from which arrays and buffers become separate chunks.
    /// Any reader reads any threshold.</param>
    /// <exception cref="ArchiveException">The type has no serializer, or the value can't be written.</exception>
    public static byte[] ToArray<T>(in T value, int threshold = ArchiveLayout.DefaultThreshold)
    {
        using var image = new ArchiveImage(threshold);
        image.Write(value);
        return image.ToArray();
    }

    /// <summary>The size of a value's archive in bytes.</summary>
    /// <param name="value">It is written, but its chunks aren't copied.</param>
    /// <param name="threshold">See <see cref="ToArray"/>.</param>
    /// <exception cref="ArchiveException">The type has no serializer, or the value can't be written.</exception>
    public static long Measure<T>(in T value, int threshold = ArchiveLayout.DefaultThreshold)
    {
        using var image = new ArchiveImage(threshold);
        image.Write(value);
        return image.Length;
    }

    /// <summary>The value of an archive. The caller must dispose of vectors and buffers in it.</summary>
    /// <param name="archive">Exactly one archive.</param>
    /// <exception cref="ArchiveException">It isn't one, or not for such a value.</exception>
    public static T Read<T>(ReadOnlySpan<byte> archive)
    {
        var source = s_spare ?? new ArchiveSource(RmaPool.Unregistered);
        s_spare = null;
        try
        {
            var value = Read<T>(archive, source);
            // The caller owns them now.
            source.TakeOwned();
            return value;
        }
        finally
        {
            source.Abandon();
            source.Clear();
            s_spare = source;
        }
    }

    private static T Read<T>(ReadOnlySpan<byte> archive, ArchiveSource source)
    {
        var header = ParcelHeader.Decode(archive);
        if (header != ArchiveImage.Header(header.IndexLength, header.Entries))
            throw ArchiveException.Malformed("it is a parcel on its way, not an archive that stands for itself");
        var rest = archive.Slice(ArchiveLayout.HeaderLength);
        if (header.IndexLength > rest.Length)
            throw ArchiveException.Short(header.IndexLength, rest.Length);
        var table = rest.Slice(header.IndexLength);
        var payload = table.Slice(ChunkTable.Decode(table, header, table.Length, source));
        CheckLength(payload.Length, source);
        var reader = new ArchiveReader(rest.Slice(0, header.IndexLength), source);
        var value = Serializers.For<T>().Read(ref reader);
        if (reader.Remaining > 0 || source.Remaining > 0)
            throw ArchiveException.Malformed(
                $"{reader.Remaining} bytes and {source.Remaining} payload chunks are left over");
        Fill(payload, source);
        return value;
    }

    private static void CheckLength(int length, ArchiveSource source)
    {
        long named = 0;
        foreach (var chunk in source.Chunks)
            named += chunk.Length;
        if (named > length)
            throw ArchiveException.Short(named, length);
        if (named < length)
            throw ArchiveException.Malformed($"{length - named} bytes come behind its payload");
    }

    private static void Fill(ReadOnlySpan<byte> payload, ArchiveSource source)
    {
        var chunk = 0;
        // Requested in their order; those of unknown members were skipped.
        foreach (var fill in source.Wanted)
        {
            for (; chunk < fill.Chunk; chunk++)
                payload = payload.Slice(source.Payload[chunk].Length);
            payload.Slice(0, fill.Length).CopyTo(fill.Span);
            Counters.Copied(fill.Length);
        }
    }
}
