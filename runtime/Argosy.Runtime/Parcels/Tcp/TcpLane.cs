using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>
/// Parcels to one peer, in order. If no thread sends, the caller sends: its own parcel at once, without a change of
/// threads, and those that others add meanwhile, many of them with one system call. What would have to wait, for a
/// connection or for the kernel, the lane's own thread does.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "PointerMemory owns nothing.")]
internal sealed class TcpLane
{
    // A sender with more and more parcels hands over to the lane's thread, or its own work would never continue.
    private const int TurnsOfACaller = 16;
    private const int BatchLength = 64 * 1024;

    private readonly TcpParcelport _port;
    private readonly TcpPeer _peer;
    private readonly Purpose _purpose;
    private readonly LaneThread _thread;
    private readonly Queue<OutgoingParcel> _waiting = new();
    private readonly List<OutgoingParcel> _underWay = [];
    private readonly PointerMemory _shown = new();
    private byte[]? _batch;
    private ReadOnlyMemory<byte> _rest;
    private int _nextChunk;
    private Wire? _wire;
    private Exception? _failure;
    private bool _sending;

    internal TcpLane(TcpParcelport port, TcpPeer peer, Purpose purpose)
    {
        (_port, _peer, _purpose) = (port, peer, purpose);
        _thread = new LaneThread(OpenAndSend);
    }

    internal int QueueLength
    {
        get
        {
            lock (_waiting)
                return _waiting.Count;
        }
    }

    /// <summary>Never throws and never blocks.</summary>
    internal void Send(OutgoingParcel parcel)
    {
        Exception? refusal;
        var open = false;
        try
        {
            parcel.Slot = ParcelHead.Measure(parcel);
            lock (_waiting)
            {
                refusal = _failure;
                if (refusal is null)
                {
                    _waiting.Enqueue(parcel);
                    if (_sending)
                        return;
                    _sending = true;
                    open = _wire is not null;
                }
            }
        }
        catch (OverflowException exception)
        {
            refusal = exception;
        }
        if (refusal is not null)
            parcel.Complete(refusal);
        else if (!open || !TrySendWaiting())
            _thread.Wake();
    }

    /// <summary>Fails waiting parcels, and later ones.</summary>
    internal void End(Exception reason)
    {
        OutgoingParcel[] left;
        Wire? open;
        lock (_waiting)
        {
            _failure ??= reason;
            left = [.. _waiting];
            _waiting.Clear();
            open = _wire;
        }
        open?.Dispose();
        foreach (var parcel in left)
            parcel.Complete(reason);
    }

    /// <summary>Notifies the other side that this one leaves, if the lane is open and free.</summary>
    internal void SayGoodbye()
    {
        lock (_waiting)
        {
            if (_wire is null || _sending || _failure is not null)
                return;
            _sending = true;
        }
        var header = new ParcelHeader(
            ParcelKind.Goodbye, ParcelFlags.None, (uint)_port.Self, _peer.Session.Outgoing, 0, 0, 0, 0, 0);
        var bytes = new byte[ArchiveLayout.HeaderLength];
        header.Encode(bytes);
        try
        {
            _wire.TrySend(bytes); // at once, or not at all: the end of the connection says the same
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            // It has ended already.
        }
    }

    // True if nothing is left to send, or to be sent by this side.
    private bool TrySendWaiting()
    {
        try
        {
            return SendWaiting(mayWait: false);
        }
        catch (Exception exception)
        {
            Finish(_peer.Lose(exception.Message, exception));
            return true;
        }
    }

    // On the lane's own thread.
    private void OpenAndSend()
    {
        try
        {
            if (_wire is null)
                Open();
            SendWaiting(mayWait: true);
        }
        catch (Exception exception) // it has to end its connection: there is no caller
        {
            Finish(_peer.Lose(exception.Message, exception));
        }
    }

    private bool SendWaiting(bool mayWait)
    {
        for (var turn = 1; _underWay.Count > 0 || TakeNext(); turn++)
        {
            if (!SendTaken(mayWait))
                return false;
            Finish(null);
            if (!mayWait && turn == TurnsOfACaller)
                return false;
        }
        return true;
    }

    private void Open()
    {
        var opened = _port.Connect(_peer, _purpose);
        opened.Unblock();
        bool late;
        lock (_waiting)
        {
            _wire = opened;
            late = _failure is not null;
        }
        if (late)
            opened.Dispose();
        _ = WatchAsync(opened);
    }

    // The other side sends nothing on this connection except the reason why it ends it.
    private async Task WatchAsync(Wire opened)
    {
        try
        {
            var first = new byte[1];
            if (await opened.ReceiveAsync(first).ConfigureAwait(false) == 0)
                _peer.HasClosed();
            else
                throw ClusterException.Rejected(
                    opened.Peer, await Handshake.ReceiveReasonAsync(opened).ConfigureAwait(false));
        }
        catch (ClusterException exception)
        {
            _peer.Lose(exception.Message, exception);
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            _peer.HasClosed();
        }
    }

    private bool TakeNext()
    {
        lock (_waiting)
        {
            if (_waiting.Count == 0)
            {
                _sending = false;
                return false;
            }
            var length = 0;
            do
            {
                length += _waiting.Peek().Slot;
                _underWay.Add(_waiting.Dequeue());
            }
            while (_purpose == Purpose.Small && _waiting.Count > 0 && length + _waiting.Peek().Slot <= BatchLength);
        }
        _nextChunk = 0;
        _rest = _underWay[0].Slot > BatchLength
            ? ParcelHead.EncodeInPlace(_underWay[0], _port.Self, _peer.Session.Outgoing, _shown)
            : FillBatch();
        return true;
    }

    // False if the rest must wait.
    private bool SendTaken(bool mayWait)
    {
        var first = _underWay[0];
        while (true)
        {
            while (_rest.Length > 0)
            {
                var sent = mayWait ? _wire!.SendSome(_rest) : _wire!.TrySend(_rest);
                if (sent == 0)
                    return false;
                _rest = _rest.Slice(sent);
            }
            if (_purpose == Purpose.Small || _nextChunk == first.ChunkCount)
                return true;
            Interlocked.Add(ref Counters.s_payloadBytesSent, first.Chunks[_nextChunk].Length);
            _rest = _shown.At(first.Chunks[_nextChunk++]);
        }
    }

    private Memory<byte> FillBatch()
    {
        _batch ??= new byte[BatchLength];
        var length = 0;
        foreach (var parcel in _underWay)
        {
            ParcelHead.Encode(parcel, _port.Self, _peer.Session.Outgoing, _batch.AsSpan(length));
            length += parcel.Slot;
        }
        return _batch.AsMemory(0, length);
    }

    private void Finish(Exception? outcome)
    {
        if (outcome is null)
            Interlocked.Add(ref Counters.s_parcelsSent, _underWay.Count);
        foreach (var parcel in _underWay)
            parcel.Complete(outcome);
        _underWay.Clear();
        _rest = default;
    }
}
