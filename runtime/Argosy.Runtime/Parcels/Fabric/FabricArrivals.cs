namespace Argosy.Runtime;

/// <summary>Checks messages and passes parcels to the receiver. Belongs to the progress thread.</summary>
internal sealed class FabricArrivals(FabricPort port)
{
    private long _dropped;

    /// <summary>Messages of strangers, and repeated ones: there is no connection to close, so they are counted and
    /// dropped.</summary>
    internal long Dropped => Interlocked.Read(ref _dropped);

    internal void Arrived(ReadOnlySpan<byte> message)
    {
        if (EagerMessage.Identify(message) is not { } sender
            || port.Peers.Find(sender.Source) is not { Gone: null } peer
            || peer.Session.Incoming != sender.Session
            || (peer.Seal is { } seal && !seal.TryOpen(ref message)))
        {
            Interlocked.Increment(ref _dropped);
            return;
        }
        try
        {
            var header = ParcelHeader.Decode(message);
            var body = message.Slice(ArchiveLayout.HeaderLength);
            if ((header.Flags & ParcelFlags.Fetched) != 0)
            {
                port.Sender.Fetched(peer, EagerMessage.TakeNumber(ref body));
                header = header with { Flags = header.Flags & ~ParcelFlags.Fetched };
            }
            Handle(peer, header, body);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Reject(peer, exception);
        }
    }

    /// <summary>All of an arrival's gets have ended, or it failed and none is under way.</summary>
    /// <param name="arrival">Deferred and to be decoded now, or complete.</param>
    /// <param name="admitted">Whether it was already admitted.</param>
    internal void Fetched(FabricArrival arrival, bool admitted = false)
    {
        var peer = arrival.Peer!;
        try
        {
            if (arrival.Failure is not null || arrival.Delivery is not null)
                Finish(arrival);
            else if (!admitted && !MayBegin(arrival))
                FabricAdmission.Hold(arrival);
            else
                Decode(arrival, ReadDeferred(arrival));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Reject(peer, exception);
        }
    }

    // The reason is sent: without a connection the peer couldn't detect that it is ignored from now on.
    private void Reject(FabricPeer peer, Exception exception)
    {
        port.Sender.SendReason(peer, exception.Message);
        port.Lose(peer, FabricException.Malformed(peer.Locality, exception));
    }

    private static unsafe ReadOnlySpan<byte> ReadDeferred(FabricArrival arrival) =>
        new(arrival.Deferred!.Address, (int)arrival.DeferredPlace.Length);

    private void Handle(FabricPeer peer, in ParcelHeader header, ReadOnlySpan<byte> body)
    {
        switch (header.Kind)
        {
            case ParcelKind.Fetched:
                port.Sender.Fetched(peer, header.Call);
                return;
            case ParcelKind.Goodbye:
                port.Lose(peer, header.IndexLength == 0 ? FabricException.Left(peer.Locality)
                    : FabricException.SentAway(peer.Locality, EagerMessage.ReadReason(body, header.IndexLength)));
                return;
        }
        Interlocked.Increment(ref Counters.s_parcelsReceived);
        var arrival = port.Fetcher.Take();
        (arrival.Peer, arrival.Header, arrival.Ticket) = (peer, header, 0);
        if ((header.Flags & ParcelFlags.Deferred) != 0)
            FetchIndex(arrival, body);
        else if (MayBegin(arrival))
            Decode(arrival, body);
        else
            Hold(arrival, body);
    }

    private void FetchIndex(FabricArrival arrival, ReadOnlySpan<byte> body)
    {
        try
        {
            arrival.Ticket = EagerMessage.TakeNumber(ref body);
            arrival.DeferredPlace = EagerMessage.ReadDeferred(body, arrival.Header, arrival.Peer!.Session.Limits);
            arrival.Deferred = port.Pool.Rent((int)arrival.DeferredPlace.Length);
        }
        catch
        {
            port.Fetcher.Recycle(arrival);
            throw;
        }
        port.Fetcher.Begin(arrival);
    }

    private void Hold(FabricArrival arrival, ReadOnlySpan<byte> body)
    {
        try
        {
            arrival.Keep(body);
        }
        catch
        {
            port.Fetcher.Recycle(arrival);
            throw;
        }
        FabricAdmission.Hold(arrival);
    }

    private bool MayBegin(FabricArrival arrival) =>
        (arrival.Header.Flags & ParcelFlags.Located) == 0 || port.Admission.Admits(arrival.Peer!);

    private void Decode(FabricArrival arrival, ReadOnlySpan<byte> body)
    {
        try
        {
            if (arrival.Header.Flags == ParcelFlags.Located)
                arrival.Ticket = EagerMessage.TakeNumber(ref body);
            if (Read(arrival, body) is { } delivery)
            {
                arrival.BeginPayload(delivery);
                FabricAdmission.Begin(arrival);
            }
        }
        catch
        {
            port.Fetcher.Recycle(arrival);
            throw;
        }
        if (arrival.Delivery is not null && arrival.HasMore)
            port.Fetcher.Begin(arrival);
        else
            Finish(arrival);
    }

    private Delivery? Read(FabricArrival arrival, ReadOnlySpan<byte> body)
    {
        var (header, source) = (arrival.Header, arrival.Source);
        if (body.Length < header.IndexLength || header.IndexLength > arrival.Peer!.Session.Limits.Index)
            throw ArchiveException.Short(header.IndexLength, body.Length);
        var table = body.Slice(header.IndexLength);
        if (ChunkTable.Decode(table, header, arrival.Peer!.Session.Limits.Payload, source) != table.Length)
            throw ArchiveException.Malformed(
                $"{table.Length} bytes of chunk table came, and {header.Entries} chunks are named");
        foreach (var entry in source.Payload)
        {
            if (entry.Address > ulong.MaxValue - (ulong)entry.Length || (header.Flags & ParcelFlags.Located) == 0)
                throw ArchiveException.Malformed($"a payload chunk of {entry.Length} bytes lies nowhere");
        }
        return port.Receiver.Receive(arrival.Peer!.Locality, header, body.Slice(0, header.IndexLength), source);
    }

    // The source is freed with the answer of an action that has already run, or else at once:
    // the sender need not wait for the action.
    private void Finish(FabricArrival arrival)
    {
        var (peer, delivery, failure) = (arrival.Peer!, arrival.Delivery, arrival.Failure);
        if (failure is null && arrival.Ticket != 0)
        {
            port.Sender.QueueAck(peer, arrival.Ticket);
            Interlocked.Add(ref Counters.s_payloadBytesReceived, arrival.PayloadLength);
        }
        port.Admission.End(arrival);
        arrival.Delivery = null;
        arrival.Source.Clear();
        try
        {
            delivery?.Complete(failure);
        }
        finally
        {
            port.Sender.FlushAcks(peer);
            port.Fetcher.Recycle(arrival);
        }
        if (failure is not null)
            port.Lose(peer, failure);
    }
}
