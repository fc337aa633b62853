namespace Argosy.Runtime;

/// <summary>
/// A value's archive with its chunks still in place: a parcel before it is sent. Can be written repeatedly without new
/// memory. One thread at a time; the value must not change until the next write or <see cref="Dispose"/>.
/// </summary>
public sealed class ArchiveImage : IDisposable
{
    private readonly ArchiveStore _store;

    /// <summary>An empty one.</summary>
    /// <param name="threshold">The size in bytes from which arrays and buffers become separate chunks; with the
    /// maximum, everything stays in the index data.</param>
    public ArchiveImage(int threshold = ArchiveLayout.DefaultThreshold)
        : this(RmaPool.Unregistered, threshold)
    {
    }

    internal ArchiveImage(RmaPool pool, int threshold) =>
        _store = new ArchiveStore(pool, ArchiveLayout.HeaderLength, threshold);

    /// <summary>The number of payload chunks, which aren't copied.</summary>
    public int ChunkCount => _store.ChunkCount;

    /// <summary>Bytes of index data, which are copied.</summary>
    public int IndexLength => _store.IndexLength;

    /// <summary>Bytes of all payload chunks.</summary>
    public long PayloadLength { get; private set; }

    /// <summary>Bytes of header, index data and chunk table: the size of one eager message.</summary>
    public int EagerLength =>
        ArchiveLayout.HeaderLength + _store.IndexLength + ChunkTable.Measure(_store, located: false);

    /// <summary>Bytes of the whole archive.</summary>
    public long Length => EagerLength + PayloadLength;

    internal ArchiveStore Store => _store;

    /// <summary>Writes a value in place of the last one.</summary>
    /// <exception cref="ArchiveException">The type has no serializer, or the value can't be written.</exception>
    public void Write<T>(in T value)
    {
        _store.ReleaseChunks();
        _store.IndexLength = 0;
        PayloadLength = 0;
        var writer = new ArchiveWriter(_store);
        Serializers.For<T>().Write(ref writer, value);
        writer.Complete();
        foreach (ref readonly var chunk in _store.Chunks)
            PayloadLength += chunk.Length;
    }

    /// <summary>Copies the whole archive.</summary>
    /// <param name="target">At least <see cref="Length"/> bytes.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public void CopyTo(Span<byte> target)
    {
        if (target.Length < Length)
            throw new ArgumentException($"The archive has {Length} bytes, the target {target.Length}.", nameof(target));
        Header(_store.IndexLength, ChunkTable.CountEntries(_store)).Encode(target);
        target = target.Slice(ArchiveLayout.HeaderLength);
        _store.Index.CopyTo(target);
        target = target.Slice(_store.IndexLength);
        target = target.Slice(ChunkTable.Encode(_store, [], target));
        foreach (ref readonly var chunk in _store.Chunks)
        {
            chunk.Span.CopyTo(target);
            target = target.Slice(chunk.Length);
            Counters.Copied(chunk.Length);
        }
    }

    /// <summary>A copy of the whole archive.</summary>
    /// <exception cref="ArchiveException">It is longer than an array can be.</exception>
    public byte[] ToArray()
    {
        if (Length > int.MaxValue)
            throw ArchiveException.Unsupported(
                $"an archive of {Length} bytes fits into no array", "Send it, or save it in parts.");
        var bytes = UninitializedArray.Allocate<byte>((int)Length);
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Clear();

    /// <summary>The header of a self-contained archive: a result without a waiting call.</summary>
    internal static ParcelHeader Header(int indexLength, int entries) =>
        new(ParcelKind.Result, ParcelFlags.None, 0, 0, 0, 0, indexLength, entries, 0);
}
