namespace Argosy.Runtime;

/// <summary>One locality from the port's view: two lanes to it, up to two connections from it,
/// and whether it is lost.</summary>
internal sealed class TcpPeer
{
    private readonly TcpParcelport _port;
    private readonly TcpLane _small;
    private readonly TcpLane _bulk;
    private readonly HashSet<Purpose> _admitted = [];
    private readonly List<Wire> _incoming = [];
    private volatile Exception? _failure;

    internal TcpPeer(TcpParcelport port, int locality, HostAddress address, PeerSession session)
    {
        _port = port;
        Locality = locality;
        Address = address;
        Session = session;
        _small = new(port, this, Purpose.Small);
        _bulk = new(port, this, Purpose.Bulk);
    }

    internal int Locality { get; }

    internal HostAddress Address { get; }

    internal PeerSession Session { get; }

    internal bool IsOver => _failure is not null;

    internal int QueueLength => _small.QueueLength + _bulk.QueueLength;

    internal void Send(OutgoingParcel parcel)
    {
        if (Session.Limits.Refuse(parcel) is { } refusal)
            parcel.Complete(refusal);
        else
            (parcel.ChunkCount > 0 ? _bulk : _small).Send(parcel);
    }

    internal void SayGoodbye() => _small.SayGoodbye();

    /// <summary>Whether a connection may be admitted: one of each kind, permanently.</summary>
    internal bool TryAdmit(Purpose purpose)
    {
        lock (_admitted)
            return _failure is null && _admitted.Add(purpose);
    }

    /// <summary>Receives until the connection ends. Never throws.</summary>
    internal async Task ReceiveAsync(Wire wire, Purpose purpose)
    {
        bool open;
        lock (_admitted)
        {
            _incoming.Add(wire);
            open = _failure is null;
        }
        if (!open)
            wire.Dispose();
        try
        {
            await new TcpReceiver(_port, this, wire, readsAhead: purpose == Purpose.Small).RunAsync()
                .ConfigureAwait(false);
            HasEnded(wire);
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            Lose(exception.Message, exception);
        }
        catch (Exception exception) // malformed, or a decoder's mistake:
                                    // either way the end of this connection and of nothing else
        {
            await RejectAsync(wire, exception.Message).ConfigureAwait(false);
            Lose($"it was sent away: {exception.Message}", exception);
        }
        finally
        {
            wire.Dispose();
        }
    }

    /// <summary>The other side closed one of the lanes to it.
    /// While it still sends, its parcels are received first.</summary>
    internal void HasClosed()
    {
        lock (_admitted)
        {
            if (_incoming.Count > 0)
                return;
        }
        Lose("it closed its connections");
    }

    /// <summary>Ends everything and reports it, unless it has already ended.</summary>
    /// <returns>Why it ended: the first reason, from any thread.</returns>
    internal Exception Lose(string reason, Exception? cause = null)
    {
        var lost = new LocalityLostException(Locality, reason.TrimEnd('.'), cause);
        if (End(lost))
            _port.Receiver.Lost(Locality, lost);
        return _failure!;
    }

    /// <summary>Ends everything without a report: parcels under way fail with the reason.</summary>
    /// <returns>Whether this was the first end.</returns>
    internal bool End(Exception reason)
    {
        Wire[] open;
        lock (_admitted)
        {
            if (_failure is not null)
                return false;
            _failure = reason;
            open = [.. _incoming];
        }
        foreach (var wire in open)
            wire.Dispose();
        _small.End(reason);
        _bulk.End(reason);
        return true;
    }

    private void HasEnded(Wire wire)
    {
        lock (_admitted)
        {
            _incoming.Remove(wire);
            if (_incoming.Count > 0)
                return; // what it sent on the other connection is received first
        }
        Lose("it closed its connections");
    }

    // Closing a socket with unread bytes resets the connection, and the reason would be lost: they are read first.
    private static async Task RejectAsync(Wire wire, string reason)
    {
        using var deadline = new Deadline(wire, TimeSpan.FromSeconds(1));
        try
        {
            await wire.SendAsync(Handshake.EncodeReason(reason)).ConfigureAwait(false);
            wire.EndSending();
            var scratch = new byte[16 * 1024];
            while (await wire.ReceiveAsync(scratch).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (Exception exception) when (Wire.IsEnd(exception))
        {
            // It doesn't listen.
        }
    }
}
