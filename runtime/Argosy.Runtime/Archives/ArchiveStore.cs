namespace Argosy.Runtime;

/// <summary>
/// The memory of an archive while it is written: one growing block of a pool for the index data, after
/// <see cref="Reserved"/> bytes for a header, and the list of payload chunks, each with a reference. Reusable:
/// <see cref="Clear"/>.
/// </summary>
internal unsafe class ArchiveStore
{
    private PayloadChunk[] _chunks = [];
    private List<IDisposable>? _taken;

    internal ArchiveStore(RmaPool pool, int reserved = 0, int threshold = ArchiveLayout.DefaultThreshold)
    {
        Pool = pool;
        Reserved = reserved;
        Threshold = threshold;
    }

    internal RmaPool Pool { get; }

    /// <summary>Bytes left free before the index data.</summary>
    internal int Reserved { get; }

    /// <summary>The size in bytes from which a value becomes a payload chunk.</summary>
    internal int Threshold { get; set; }

    /// <summary>Holds the index data; null before the first byte and after <see cref="Clear"/>.</summary>
    internal RmaBlock? Block { get; private set; }

    /// <summary>Bytes of index data, set when the writer is done.</summary>
    internal int IndexLength { get; set; }

    internal int ChunkCount { get; private set; }

    /// <summary>Whether vectors and buffers that are written belong to the writer's caller from then on.</summary>
    internal bool TakesOver { get; set; }

    internal ReadOnlySpan<PayloadChunk> Chunks => _chunks.AsSpan(0, ChunkCount);

    internal ReadOnlySpan<byte> Index => Block is null ? [] : new(Block.Address + Reserved, IndexLength);

    /// <summary>Makes room for at least <paramref name="minimum"/> bytes in total, keeping the first
    /// <paramref name="used"/>.</summary>
    internal RmaBlock Grow(int used, int minimum)
    {
        var old = Block;
        var wanted = old is null ? minimum : Math.Max(minimum, (int)Math.Min(2L * old.Capacity, int.MaxValue - 4096));
        var next = Pool.Rent(wanted);
        if (old is not null)
        {
            Buffer.MemoryCopy(old.Address, next.Address, next.Capacity, used);
            old.Release();
        }
        return Block = next;
    }

    /// <summary>Takes over one reference of the chunk's owner.</summary>
    internal void Add(in PayloadChunk chunk)
    {
        if (ChunkCount == _chunks.Length)
            Array.Resize(ref _chunks, Math.Max(4, 2 * ChunkCount));
        _chunks[ChunkCount++] = chunk;
    }

    /// <summary>Records a vector or buffer that was written.</summary>
    internal void Wrote(IDisposable one)
    {
        if (TakesOver)
            (_taken ??= []).Add(one);
    }

    /// <summary>What was taken over; null if nothing was.</summary>
    internal List<IDisposable>? EndTakeover()
    {
        var taken = _taken;
        (TakesOver, _taken) = (false, null);
        return taken;
    }

    /// <summary>The index data before the chunks from number <paramref name="first"/> on have grown by this number of
    /// bytes.</summary>
    internal void MoveChunks(int first, int bytes)
    {
        for (var i = first; i < ChunkCount; i++)
            _chunks[i] = _chunks[i].MovedBy(bytes);
    }

    /// <summary>Releases all memory. The store can be written to again.</summary>
    internal void Clear()
    {
        ReleaseChunks();
        Block?.Release();
        Block = null;
        IndexLength = 0;
    }

    internal void ReleaseChunks()
    {
        for (var i = 0; i < ChunkCount; i++)
            _chunks[i].Owner.Release();
        Array.Clear(_chunks, 0, ChunkCount);
        ChunkCount = 0;
    }
}
