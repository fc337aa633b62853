namespace Argosy.Runtime.Tests.Archives;

/// <summary>
/// Transports one parcel without a network. Copies table and index data, and moves the payload from the sender's memory to the
/// receiver's.
/// </summary>
internal sealed unsafe class Journey(RmaPool pool) : IDisposable
{
    private readonly ArchiveImage image = new(pool, ArchiveLayout.DefaultThreshold);
    private readonly byte[] eager = new byte[ArchiveLayout.DefaultThreshold];

    internal ArchiveSource Source { get; } = new(pool);

    internal ArchiveImage Image => image;

    internal void Send<T>(in T value) => image.Write(value);

    internal T Receive<T>()
    {
        var store = image.Store;
        store.Index.CopyTo(eager);
        var table = ChunkTable.Encode(store, [], eager.AsSpan(store.IndexLength));
        var header = ArchiveImage.Header(store.IndexLength, ChunkTable.CountEntries(store));
        ChunkTable.Decode(eager.AsSpan(store.IndexLength, table), header, image.PayloadLength, Source);
        var reader = new ArchiveReader(eager.AsSpan(0, store.IndexLength), Source);
        return Serializers.For<T>().Read(ref reader);
    }

    /// <summary>Does the network's part of the transfer.</summary>
    internal void Fill()
    {
        foreach (var fill in Source.Wanted)
            Buffer.MemoryCopy(image.Store.Chunks[fill.Chunk].Address, fill.Target, fill.Length, fill.Length);
    }

    public void Dispose()
    {
        Source.Abandon();
        Source.Clear();
        image.Dispose();
    }
}
