namespace Argosy.Runtime;

/// <summary>One entry of a received chunk table.</summary>
internal readonly record struct ChunkEntry(ChunkKind Kind, int Length, ulong Address, ulong Key);

/// <summary>A payload chunk and the memory it is to land in; holds one reference of the owner until it is filled.</summary>
internal readonly unsafe struct Fill(int chunk, byte* target, int length, IPayloadOwner owner)
{
    /// <summary>Its number among the payload chunks.</summary>
    internal int Chunk => chunk;

    internal byte* Target => target;

    internal int Length => length;

    internal IPayloadOwner Owner => owner;

    /// <summary>The pool's block it lies in, when it does.</summary>
    internal RmaBlock? Block => owner as RmaBlock;

    internal Span<byte> Span => new(target, length);
}

/// <summary>
/// What a reader reads from beside the index data: the payload chunks of one received parcel, the pool that receives
/// them, and the fills that decoding asked for. A chunk that nobody asks for isn't fetched. Reusable: <see cref="Clear"/>.
/// </summary>
internal sealed unsafe class ArchiveSource(RmaPool pool)
{
    private readonly List<ChunkEntry> payload = [];
    private readonly List<Fill> fills = [];
    private readonly List<IDisposable> owned = [];

    internal RmaPool Pool => pool;

    /// <summary>The locality it came from; null for an archive that didn't travel.</summary>
    internal Cluster? Cluster { get; set; }

    internal IReadOnlyList<ChunkEntry> Payload => payload;

    internal IReadOnlyList<Fill> Fills => fills;

    /// <summary><see cref="Payload"/> and <see cref="Fills"/> again, for loops that allocate nothing.</summary>
    internal List<ChunkEntry> Chunks => payload;

    internal List<Fill> Wanted => fills;

    internal int NextPayload { get; private set; }

    /// <summary>Payload chunks that were neither taken nor passed over.</summary>
    internal int Remaining => payload.Count - NextPayload;

    /// <summary>Index chunks are of no further use here and left out.</summary>
    internal void Add(in ChunkEntry entry)
    {
        if (entry.Kind != ChunkKind.Index)
            payload.Add(entry);
    }

    /// <summary>The next payload chunk, which must have so many bytes.</summary>
    /// <exception cref="ArchiveException">There is none, or it has another length.</exception>
    internal int Take(long bytes)
    {
        if (NextPayload >= payload.Count)
            throw ArchiveException.Malformed("it names more payload chunks than came with it");
        if (payload[NextPayload].Length != bytes)
            throw ArchiveException.Malformed($"a payload chunk has {payload[NextPayload].Length} bytes where {bytes} are named");
        return NextPayload++;
    }

    /// <summary>Passes over chunks of a member that is unknown here.</summary>
    internal void Skip(int chunks)
    {
        if (chunks < 0 || chunks > Remaining)
            throw ArchiveException.Malformed("an unknown member has more payload chunks than came with it");
        NextPayload += chunks;
    }

    /// <summary>Has the chunk written to the target before the parcel is delivered; takes over one reference of the owner.</summary>
    internal void Ask(in Fill fill) => fills.Add(fill);

    /// <summary>Notes something that the receiving action borrows: it is disposed of after the action.</summary>
    internal void Own(IDisposable one) => owned.Add(one);

    /// <summary>Hands over what the action borrows; null when that is nothing.</summary>
    internal IDisposable[]? TakeOwned()
    {
        if (owned.Count == 0)
            return null;
        var all = owned.ToArray();
        owned.Clear();
        return all;
    }

    /// <summary>Disposes of what the action would have borrowed: decoding failed, and nobody will.</summary>
    internal void Abandon()
    {
        foreach (var one in owned)
            one.Dispose();
        owned.Clear();
    }

    /// <summary>Lets go of every fill, filled or not.</summary>
    internal void Clear()
    {
        foreach (var fill in fills)
            fill.Owner.Release();
        fills.Clear();
        payload.Clear();
        owned.Clear();
        NextPayload = 0;
        Cluster = null;
    }
}
