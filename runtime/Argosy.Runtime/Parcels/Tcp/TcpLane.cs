using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>
/// Parcels to one peer, in order. If no thread sends, the caller sends: its own parcel at once, without a change of
/// threads, and those that others add meanwhile, many of them with one system call.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "PointerMemory owns nothing.")]
internal sealed class TcpLane(TcpParcelport port, TcpPeer peer, Purpose purpose)
{
    // A sender with more and more parcels hands over to the thread pool, or its own work would never continue.
    private const int TurnsOfACaller = 16;
    private const int BatchLength = 64 * 1024;

    private readonly Queue<OutgoingParcel> _waiting = new();
    private readonly List<OutgoingParcel> _underWay = [];
    private readonly PointerMemory _shown = new();
    private byte[]? _batch;
    private Wire? _wire;
    private Exception? _failure;
    private bool _sending;

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
        parcel.Slot = ParcelHead.Measure(parcel);
        Exception? refusal;
        lock (_waiting)
        {
            refusal = _failure;
            if (refusal is null)
            {
                _waiting.Enqueue(parcel);
                if (_sending)
                    return;
                _sending = true;
            }
        }
        if (refusal is not null)
            parcel.Complete(refusal);
        else
            _ = SendWaitingAsync();
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
            ParcelKind.Goodbye, ParcelFlags.None, (uint)port.Self, peer.Session.Outgoing, 0, 0, 0, 0, 0);
        var bytes = new byte[ArchiveLayout.HeaderLength];
        header.Encode(bytes);
        _ = _wire.SendAsync(bytes).AsTask().ContinueWith(static one => _ = one.Exception, TaskScheduler.Default);
    }

    private async Task SendWaitingAsync()
    {
        try
        {
            if (_wire is null)
                await OpenAsync().ConfigureAwait(false);
            for (var turn = 1; TakeNext(); turn++)
            {
                await SendTakenAsync().ConfigureAwait(false);
                Finish(null);
                if (turn % TurnsOfACaller == 0)
                    await Task.Yield();
            }
        }
        catch (Exception exception) // no code awaits this task, so it has to end its connection
        {
            Finish(peer.Lose(exception.Message, exception));
        }
    }

    private async Task OpenAsync()
    {
        var opened = await port.ConnectAsync(peer, purpose).ConfigureAwait(false);
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
                peer.HasClosed();
            else
                throw ClusterException.Rejected(
                    opened.Peer, await Handshake.ReceiveReasonAsync(opened).ConfigureAwait(false));
        }
        catch (ClusterException exception)
        {
            peer.Lose(exception.Message, exception);
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            peer.HasClosed();
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
            while (purpose == Purpose.Small && _waiting.Count > 0 && length + _waiting.Peek().Slot <= BatchLength);
            return true;
        }
    }

    private async ValueTask SendTakenAsync()
    {
        var open = _wire!;
        if (_underWay[0].Slot > BatchLength)
            await open.SendAsync(ParcelHead.EncodeInPlace(_underWay[0], port.Self, peer.Session.Outgoing, _shown))
                .ConfigureAwait(false);
        else
            await open.SendAsync(FillBatch()).ConfigureAwait(false);
        if (purpose == Purpose.Small)
            return;
        for (var i = 0; i < _underWay[0].ChunkCount; i++)
        {
            await open.SendAsync(_shown.At(_underWay[0].Chunks[i])).ConfigureAwait(false);
            Interlocked.Add(ref Counters.s_payloadBytesSent, _underWay[0].Chunks[i].Length);
        }
    }

    private Memory<byte> FillBatch()
    {
        _batch ??= new byte[BatchLength];
        var length = 0;
        foreach (var parcel in _underWay)
        {
            ParcelHead.Encode(parcel, port.Self, peer.Session.Outgoing, _batch.AsSpan(length));
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
    }
}
