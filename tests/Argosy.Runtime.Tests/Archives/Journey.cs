namespace Argosy.Runtime.Tests.Archives;

/// <summary>
/// Transports one parcel without a network. Copies table and index data, and moves the payload from the sender's memory
/// to the receiver's.
/// </summary>
internal sealed unsafe class Journey(RmaPool pool) : IDisposable
{
    private readonly ArchiveImage _image = new(pool, ArchiveLayout.DefaultThreshold);
    private readonly byte[] _eager = new byte[ArchiveLayout.DefaultThreshold];

    internal ArchiveSource Source { get; } = new(pool);

    internal ArchiveImage Image => _image;

    internal void Send<T>(in T value) => _image.Write(value);

    internal T Receive<T>()
    {
        var store = _image.Store;
        store.Index.CopyTo(_eager);
        var table = ChunkTable.Encode(store, [], _eager.AsSpan(store.IndexLength));
        var header = ArchiveImage.Header(store.IndexLength, ChunkTable.CountEntries(store));
        ChunkTable.Decode(_eager.AsSpan(store.IndexLength, table), header, _image.PayloadLength, Source);
        var reader = new ArchiveReader(_eager.AsSpan(0, store.IndexLength), Source);
        return Serializers.For<T>().Read(ref reader);
    }

    /// <summary>Does the network's part of the transfer.</summary>
    internal void Fill()
    {
        foreach (var fill in Source.Wanted)
            Buffer.MemoryCopy(_image.Store.Chunks[fill.Chunk].Address, fill.Target, fill.Length, fill.Length);
    }

    public void Dispose()
    {
        Source.Abandon();
        Source.Clear();
        _image.Dispose();
    }
}
