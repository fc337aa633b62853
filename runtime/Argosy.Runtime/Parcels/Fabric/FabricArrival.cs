namespace Argosy.Runtime;

/// <summary>
/// A parcel with data still to fetch: first index data and chunk table, if they were deferred, then the payload.
/// Belongs to the progress thread. Reused.
/// </summary>
internal sealed class FabricArrival(RmaPool pool) : FreeNode
{
    private readonly List<Registration> _registrations = [];
    private int _fill;
    private long _at;

    /// <summary>Null while it is free.</summary>
    internal FabricPeer? Peer { get; set; }

    internal ParcelHeader Header { get; set; }

    internal ulong Ticket { get; set; }

    internal ArchiveSource Source { get; } = new(pool);

    /// <summary>The target of deferred index data and table; null if they came with the message.</summary>
    internal RmaBlock? Deferred { get; set; }

    internal RemoteMemory DeferredPlace { get; set; }

    /// <summary>Set once the parcel is decoded.</summary>
    internal Delivery? Delivery { get; set; }

    /// <summary>Bytes; 0 until the parcel is decoded.</summary>
    internal long PayloadLength { get; private set; }

    internal int GetsUnderWay { get; set; }

    /// <summary>Whether the fetcher processes it.</summary>
    internal bool IsQueued { get; set; }

    internal Exception? Failure { get; set; }

    /// <summary>Whether there are further gets to start.</summary>
    internal bool HasMore =>
        Failure is null && (Delivery is not null ? _fill < Fills.Count : _at < (long)DeferredPlace.Length);

    private IReadOnlyList<Fill> Fills => Source.Fills;

    /// <summary>The next piece to get, of at most this size.</summary>
    internal FabricPiece Next(RdmaDomain domain, long most)
    {
        if (Delivery is null)
        {
            var length = Math.Min(most, (long)DeferredPlace.Length - _at);
            return new(
                Deferred!.Slab.Registration!.Native(Deferred.Offset + (int)_at, (int)length), DeferredPlace, _at,
                length);
        }
        var next = Fills[_fill];
        var entry = Source.Payload[next.Chunk];
        var bytes = Math.Min(most, next.Length - _at);
        var from = new RemoteMemory(entry.Address, entry.Key, (ulong)entry.Length);
        return new(Local(next, domain, _at, bytes), from, _at, bytes);
    }

    /// <summary>The target of a piece that is fetched without the provider: registers nothing.</summary>
    internal unsafe (IntPtr Target, ulong Address, long Length) NextPlain(long most)
    {
        if (Delivery is null)
            return ((IntPtr)(Deferred!.Address + _at), DeferredPlace.Address + (ulong)_at,
                Math.Min(most, (long)DeferredPlace.Length - _at));
        var next = Fills[_fill];
        return ((IntPtr)(next.Target + _at), Source.Payload[next.Chunk].Address + (ulong)_at,
            Math.Min(most, next.Length - _at));
    }

    /// <summary>The piece's get was started.</summary>
    internal void Advance(long bytes)
    {
        _at += bytes;
        if (Delivery is null || _at < Fills[_fill].Length)
            return;
        _at = 0;
        _fill++;
    }

    internal void BeginPayload(Delivery delivery)
    {
        (Delivery, _fill, _at, PayloadLength) = (delivery, 0, 0, 0);
        foreach (var one in Source.Wanted)
            PayloadLength += one.Length;
    }

    /// <summary>Keeps the data after the header for later, as if it had been deferred and fetched.</summary>
    internal void Keep(ReadOnlySpan<byte> body)
    {
        Deferred = pool.Rent(body.Length);
        body.CopyTo(Deferred.Span);
        DeferredPlace = new RemoteMemory(0, 0, (ulong)body.Length);
        _at = body.Length;
    }

    /// <summary>Releases everything; the delivery was completed.</summary>
    internal void Clear()
    {
        foreach (var registration in _registrations)
            registration.Close();
        _registrations.Clear();
        Source.Clear();
        Deferred?.Release();
        (Deferred, Delivery, Failure, Peer, DeferredPlace) = (null, null, null, null, default);
        (_fill, _at, PayloadLength) = (0, 0, 0);
    }

    // The pool's memory is registered; any other memory is registered once for all of its pieces.
    private unsafe Native.NativeSlice Local(in Fill one, RdmaDomain domain, long offset, long length)
    {
        if (one.Block is { Slab.Registration: { } slab } block && block.Pool == pool)
            return slab.Native((int)(block.Offset + (one.Target - block.Address) + offset), (int)length);
        if (offset == 0)
            _registrations.Add(domain.Register(one.Target, one.Length, RemoteAccess.None));
        return _registrations[_registrations.Count - 1].Native(offset, length);
    }
}

/// <summary>One get: its source and its target.</summary>
internal readonly record struct FabricPiece(Native.NativeSlice Local, RemoteMemory Remote, long Offset, long Length);
