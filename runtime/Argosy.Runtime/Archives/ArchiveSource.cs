namespace Argosy.Runtime;

/// <summary>One entry of a received chunk table.</summary>
internal readonly record struct ChunkEntry(ChunkKind Kind, int Length, ulong Address, ulong Key);

/// <summary>A payload chunk and its target memory; holds one reference of the owner until it is filled.</summary>
internal readonly unsafe struct Fill(int chunk, byte* target, int length, IPayloadOwner owner)
{
    /// <summary>Its number among the payload chunks.</summary>
    internal int Chunk => chunk;

    internal byte* Target => target;

    internal int Length => length;

    internal IPayloadOwner Owner => owner;

    /// <summary>The pool's block that contains it, if any.</summary>
    internal RmaBlock? Block => owner as RmaBlock;

    internal Span<byte> Span => new(target, length);
}

/// <summary>
/// A reader's input besides the index data: the payload chunks of one received parcel, the pool that receives them, and
/// the fills that decoding requested. A chunk that isn't requested isn't fetched. Reusable: <see cref="Clear"/>.
/// </summary>
internal sealed unsafe class ArchiveSource(RmaPool pool)
{
    private readonly List<ChunkEntry> _payload = [];
    private readonly List<Fill> _fills = [];
    private readonly List<IDisposable> _owned = [];

    internal RmaPool Pool => pool;

    /// <summary>The cluster it came from; null for a self-contained archive.</summary>
    internal Cluster? Cluster { get; set; }

    internal IReadOnlyList<ChunkEntry> Payload => _payload;

    internal IReadOnlyList<Fill> Fills => _fills;

    /// <summary><see cref="Payload"/> and <see cref="Fills"/> again, for loops without allocations.</summary>
    internal List<ChunkEntry> Chunks => _payload;

    internal List<Fill> Wanted => _fills;

    internal int NextPayload { get; private set; }

    /// <summary>Payload chunks that were neither taken nor skipped.</summary>
    internal int Remaining => _payload.Count - NextPayload;

    /// <summary>Skips index chunks, which aren't needed here.</summary>
    internal void Add(in ChunkEntry entry)
    {
        if (entry.Kind != ChunkKind.Index)
            _payload.Add(entry);
    }

    /// <summary>The next payload chunk, which must have this length.</summary>
    /// <exception cref="ArchiveException">There is none, or it has another length.</exception>
    internal int Take(long bytes)
    {
        if (NextPayload >= _payload.Count)
            throw ArchiveException.Malformed("it names more payload chunks than came with it");
        if (_payload[NextPayload].Length != bytes)
            throw ArchiveException.Malformed(
                $"a payload chunk has {_payload[NextPayload].Length} bytes where {bytes} are named");
        return NextPayload++;
    }

    /// <summary>Skips the chunks of an unknown member.</summary>
    internal void Skip(int chunks)
    {
        if (chunks < 0 || chunks > Remaining)
            throw ArchiveException.Malformed("an unknown member has more payload chunks than came with it");
        NextPayload += chunks;
    }

    /// <summary>Requests that the chunk is written to the target before the parcel is delivered;
    /// takes over one reference of the owner.</summary>
    internal void Ask(in Fill fill) => _fills.Add(fill);

    /// <summary>Records an object that the receiving action borrows: it is disposed of after the action.</summary>
    internal void Own(IDisposable one) => _owned.Add(one);

    /// <summary>Hands over the borrowed objects; null if there are none.</summary>
    internal IDisposable[]? TakeOwned()
    {
        if (_owned.Count == 0)
            return null;
        var all = _owned.ToArray();
        _owned.Clear();
        return all;
    }

    /// <summary>Disposes of the objects to be borrowed, and requests no chunk any more, after decoding
    /// failed.</summary>
    internal void Abandon()
    {
        foreach (var one in _owned)
            Listener.Dispose("an argument's end", one);
        _owned.Clear();
        foreach (var fill in _fills)
            fill.Owner.Release();
        _fills.Clear();
    }

    /// <summary>Releases every fill, filled or not.</summary>
    internal void Clear()
    {
        foreach (var fill in _fills)
            fill.Owner.Release();
        _fills.Clear();
        _payload.Clear();
        _owned.Clear();
        NextPayload = 0;
        Cluster = null;
    }
}
