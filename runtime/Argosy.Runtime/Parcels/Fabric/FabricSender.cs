namespace Argosy.Runtime;

/// <summary>Converts parcels to messages and passes them to the provider, from any thread.</summary>
internal sealed unsafe class FabricSender(FabricPort port)
{
    private readonly FreeStack<FabricSend> _sends = new();
    private int _waiting;
    private int _offered;

    /// <summary>Whether messages wait for space: polling must continue.</summary>
    internal bool IsWaiting => Volatile.Read(ref _waiting) != 0;

    /// <summary>Whether receivers fetch payload, or will:
    /// some providers make no progress unless the source polls.</summary>
    internal bool IsFetchedFrom => Volatile.Read(ref _offered) != 0;

    internal FinishedParcel Send(FabricPeer peer, OutgoingParcel parcel)
    {
        if (peer.Session.Limits.Refuse(parcel) is { } refusal)
            return new FinishedParcel(parcel, refusal);
        try
        {
            Interlocked.Increment(ref Counters.s_parcelsSent);
            return parcel.ChunkCount > 0
                || ArchiveLayout.HeaderLength + (long)parcel.IndexLength + peer.SealLength > EagerMessage.MaximumLength
                ? Dispatch(peer, Announce(peer, parcel))
                : SendEager(peer, parcel);
        }
        catch (Exception exception)
            when (exception is RdmaException or RmaPoolException or FabricException or ObjectDisposedException)
        {
            return new FinishedParcel(parcel, exception);
        }
    }

    /// <summary>A message without a parcel: only the header.</summary>
    internal void SendControl(FabricPeer peer, in ParcelHeader header)
    {
        var message = stackalloc byte[ArchiveLayout.HeaderLength + MessageSeal.Length];
        header.Encode(new Span<byte>(message, ArchiveLayout.HeaderLength));
        SendSmall(peer, message, ArchiveLayout.HeaderLength);
    }

    /// <summary>Acknowledges a fetched payload: with the next message to the peer,
    /// or at <see cref="FlushAcks"/>.</summary>
    internal void QueueAck(FabricPeer peer, ulong ticket) => SendFetched(peer, peer.QueueAck(ticket));

    /// <summary>Sends acknowledgements that no message has carried.</summary>
    internal void FlushAcks(FabricPeer peer) => SendFetched(peer, peer.TakeQueuedAck());

    /// <summary>Sends Goodbye with the reason, on a best-effort basis,
    /// since the peer is disconnected in any case.</summary>
    internal void SendReason(FabricPeer peer, string reason)
    {
        var text = EagerMessage.EncodeReason(reason);
        var message = stackalloc byte[ArchiveLayout.HeaderLength + text.Length + MessageSeal.Length];
        new ParcelHeader(
            ParcelKind.Goodbye, ParcelFlags.None, port.Self, peer.Session.Outgoing, 0, 0, text.Length, 0, 0)
            .Encode(new Span<byte>(message, ArchiveLayout.HeaderLength));
        text.CopyTo(new Span<byte>(message + ArchiveLayout.HeaderLength, text.Length));
        SendSmall(peer, message, ArchiveLayout.HeaderLength + text.Length);
    }

    private void SendFetched(FabricPeer peer, ulong ticket)
    {
        if (ticket != 0)
            SendControl(peer, port.FetchedHeader(peer, ticket));
    }

    // There is room for a seal behind the message.
    private void SendSmall(FabricPeer peer, byte* message, int length)
    {
        if (peer.Seal is not { } seal)
        {
            SendSealed(peer, message, length).Tell();
            return;
        }
        FinishedParcel finished;
        lock (seal.Gate)
        {
            seal.Seal(message, length);
            finished = SendSealed(peer, message, length + MessageSeal.Length);
        }
        finished.Tell();
    }

    private FinishedParcel SendSealed(FabricPeer peer, byte* message, int length)
    {
        if (TryInject(peer, message, length))
            return default;
        var block = port.Pool.Rent(length);
        new ReadOnlySpan<byte>(message, length).CopyTo(block.Span);
        var send = Take();
        send.Begin(peer, null, block, 0, length, fetched: false);
        return Transmit(send);
    }

    /// <summary>The receiver's acknowledgement that it has fetched a payload.</summary>
    /// <exception cref="ArchiveException">There is no payload of that number.</exception>
    internal void Fetched(FabricPeer peer, ulong ticket)
    {
        var finished = _sends.Find((uint)ticket)?.TryFetched(peer, ticket)
            ?? throw ArchiveException.Malformed($"it says to have fetched {ticket:x}, which wasn't sent to it");
        finished.Tell();
    }

    /// <summary>Posts waiting messages that now have space; on the progress thread.</summary>
    internal void Retry()
    {
        if (!IsWaiting)
            return;
        Volatile.Write(ref _waiting, 0);
        foreach (var peer in port.Peers.All)
        {
            while (peer?.First() is { } send)
            {
                var code = Post(peer, send, out var finished);
                if (code == RdmaError.Again)
                {
                    Volatile.Write(ref _waiting, 1);
                    break;
                }
                peer.RemoveFirst();
                finished.Tell();
            }
        }
    }

    /// <summary>Ends everything under way to a peer; on the progress thread.</summary>
    internal void Abandon(FabricPeer peer, Exception reason)
    {
        foreach (var send in peer.Close(reason))
        {
            send.Abandon(peer, reason).Tell();
            send.Transmitted().Tell();
        }
        for (var i = 0; i < _sends.Count; i++)
            _sends[i].Abandon(peer, reason).Tell();
    }

    internal void Sent(FabricSend send, RdmaError status, int providerError)
    {
        if (status != RdmaError.None && send.Peer is { } peer)
        {
            var reason = port.IsClosing ? FabricException.Closed() : FabricException.Failed(
                peer.Locality, new RdmaException(status, "sending a message", $"libfabric error {providerError}"));
            send.Abandon(peer, reason).Tell();
            port.Lose(peer, reason);
        }
        send.Transmitted().Tell();
    }

    internal void Recycle(FabricSend send) => _sends.Put(send);

    /// <summary>Counts one more payload that its receiver may fetch, or one less.</summary>
    internal void Offer(int change) => Interlocked.Add(ref _offered, change);

    private FabricSend Take() => _sends.TryTake() ?? _sends.Add(new FabricSend(this));

    private FinishedParcel SendEager(FabricPeer peer, OutgoingParcel parcel)
    {
        var length = ArchiveLayout.HeaderLength + parcel.IndexLength;
        var block = parcel.Block is { } own && own.Capacity >= length + peer.SealLength
            ? own
            : parcel.Grow(
                parcel.Block is null ? 0 : length, length + EagerMessage.NumberLength + peer.SealLength);
        var most = Math.Min(block.Capacity, EagerMessage.MaximumLength) - peer.SealLength;
        var hasRoom = length + EagerMessage.NumberLength <= most;
        var fetched = hasRoom ? peer.TakeQueuedAck() : 0;
        port.HeaderFor(peer, parcel, 0, fetched != 0 ? ParcelFlags.Fetched : ParcelFlags.None).Encode(block.Span);
        if (fetched != 0)
        {
            EagerMessage.WriteNumber(block.Span.Slice(length), fetched);
            length += EagerMessage.NumberLength;
        }
        if (peer.Seal is not { } seal)
            return Inject(peer, parcel, block, length);
        lock (seal.Gate)
        {
            seal.Seal(block.Address, length);
            return Inject(peer, parcel, block, length + MessageSeal.Length);
        }
    }

    private FinishedParcel Inject(FabricPeer peer, OutgoingParcel parcel, RmaBlock block, int length)
    {
        if (TryInject(peer, block.Address, length))
            return new FinishedParcel(parcel, null);
        var send = Take();
        send.Begin(peer, parcel, block.AddReference(), 0, length, fetched: false);
        return Transmit(send);
    }

    private FinishedParcel Dispatch(FabricPeer peer, FabricSend send)
    {
        if (peer.Seal is not { } seal)
            return Transmit(send);
        lock (seal.Gate)
        {
            seal.Seal(send.Start, send.Length - MessageSeal.Length);
            return Transmit(send);
        }
    }

    // Index data, chunk table, and after them, if all that is too long for one message, the message.
    private FabricSend Announce(FabricPeer peer, OutgoingParcel parcel)
    {
        var entries = ChunkTable.CountEntries(parcel);
        long archive = parcel.IndexLength + (long)ChunkTable.Measure(parcel, located: true);
        var end = ArchiveLayout.HeaderLength + (int)archive;
        var deferred = end + EagerMessage.NumberLength + peer.SealLength > EagerMessage.MaximumLength;
        var room = end + EagerMessage.DeferredLength + peer.SealLength;
        var block = parcel.Block is { } large && large.Capacity >= room
            ? large
            : parcel.Grow(parcel.Block is null ? 0 : ArchiveLayout.HeaderLength + parcel.IndexLength, room);
        var send = Take();
        RemoteMemory place = default;
        try
        {
            var locations = parcel.ChunkCount == 0 ? [] : port.Sources.Locate(parcel, send);
            ChunkTable.Encode(parcel, locations, block.Span.Slice(ArchiveLayout.HeaderLength + parcel.IndexLength));
            if (deferred)
                place = port.Sources.PlaceOf(block, ArchiveLayout.HeaderLength, (int)archive, send);
        }
        catch
        {
            send.Forget();
            throw;
        }
        var flags = (deferred ? ParcelFlags.Deferred : 0) | (parcel.ChunkCount > 0 ? ParcelFlags.Located : 0);
        var start = deferred ? end : 0;
        var message = block.Span.Slice(start);
        port.HeaderFor(peer, parcel, entries, flags).Encode(message);
        if (deferred)
            EagerMessage.WriteDeferred(message.Slice(ArchiveLayout.HeaderLength), place);
        var length = deferred ? EagerMessage.DeferredLength : end + EagerMessage.NumberLength;
        EagerMessage.WriteNumber(message.Slice(length - EagerMessage.NumberLength), send.Ticket);
        send.Begin(peer, parcel, block.AddReference(), start, length + peer.SealLength, fetched: true);
        return send;
    }

    private bool TryInject(FabricPeer peer, byte* message, int length) =>
        length <= port.InjectLength && peer.Waiting == 0 && peer.Gone is null
        && port.Endpoint.TryInject(peer.Address, message, length) == 0;

    private FinishedParcel Transmit(FabricSend send)
    {
        var peer = send.Peer!;
        if (peer.Waiting == 0 && Post(peer, send, out var finished) != RdmaError.Again)
            return finished;
        if (peer.TryWait(send))
        {
            Interlocked.Exchange(ref _waiting, 1); // before the look whether the thread rests
            port.Progress.Stir();
            return default;
        }
        var given = send.Abandon(peer, peer.Gone!);
        send.Transmitted();
        return given;
    }

    // After Again the message still belongs to the caller;
    // after anything else it has completed or belongs to the provider.
    private RdmaError Post(FabricPeer peer, FabricSend send, out FinishedParcel finished)
    {
        finished = default;
        var injected = send.Length <= port.InjectLength;
        var code = (RdmaError)(peer.Gone is not null ? (int)RdmaError.Unreachable
            : injected ? port.Endpoint.TryInject(peer.Address, send.Start, send.Length)
            : port.Endpoint.TrySend(peer.Address, send.Native, send));
        if (code == RdmaError.None)
        {
            finished = injected ? send.Transmitted() : default;
        }
        else if (code != RdmaError.Again)
        {
            var reason = peer.Gone
                ?? FabricException.Failed(peer.Locality, new RdmaException(code, "sending a message", ""));
            finished = send.Abandon(peer, reason);
            send.Transmitted();
            port.LoseLater(peer, reason);
        }
        return code;
    }
}
