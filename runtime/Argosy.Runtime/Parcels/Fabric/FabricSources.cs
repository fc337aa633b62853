namespace Argosy.Runtime;

/// <summary>The locations of a parcel's payload for its receiver;
/// registers memory that peers can't read yet, until it was fetched.</summary>
internal sealed unsafe class FabricSources(RdmaDomain domain, RmaPool pool, bool guards, bool pinCostEmulation)
{
    [ThreadStatic]
    private static RemoteMemory[]? s_found;

    /// <summary>A part of a block of this port's pool.</summary>
    /// <exception cref="RdmaException">It couldn't be registered.</exception>
    internal RemoteMemory PlaceOf(RmaBlock block, long offset, int length, FabricSend send)
    {
        if (guards)
            return Register(block.Address + offset, length, send);
        var slab = block.Slab.Registration!.Remote;
        return new RemoteMemory(slab.Address + (ulong)(block.Offset + offset), slab.Key, (ulong)length);
    }

    /// <summary>One location for each payload chunk, valid until this thread's next call; the message holds the
    /// registrations.</summary>
    /// <exception cref="RdmaException">A chunk couldn't be registered.</exception>
    internal ReadOnlySpan<RemoteMemory> Locate(OutgoingParcel parcel, FabricSend send)
    {
        var chunks = parcel.Chunks;
        if (s_found is null || s_found.Length < chunks.Length)
            s_found = new RemoteMemory[Math.Max(16, chunks.Length)];
        long bytes = 0;
        for (var i = 0; i < chunks.Length; i++)
        {
            ref readonly var chunk = ref chunks[i];
            bytes += chunk.Length;
            s_found[i] = chunk.Block is { } block && block.Pool == pool
                ? PlaceOf(block, chunk.Address - block.Address, chunk.Length, send)
                : RegisterPinned(chunk, send);
        }
        Interlocked.Add(ref Counters.s_payloadBytesSent, bytes);
        return new ReadOnlySpan<RemoteMemory>(s_found, 0, chunks.Length);
    }

    private RemoteMemory RegisterPinned(in PayloadChunk chunk, FabricSend send)
    {
        var place = Register(chunk.Address, chunk.Length, send);
        if (pinCostEmulation)
            PinCost.Pay(chunk.Address, chunk.Length);
        return place;
    }

    private RemoteMemory Register(byte* address, int length, FabricSend send)
    {
        var registration = domain.Register(address, length, RemoteAccess.Read);
        send.Hold(registration);
        return registration.Remote;
    }
}
