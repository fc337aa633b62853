namespace Argosy.Runtime;

/// <summary>
/// Parcels over libfabric: an eager message announces each, with the chunk table in it; the receiver fetches payload by
/// RMA directly into its target, and acknowledges it, which frees the source. Owns its domain, endpoint and pool.
/// </summary>
internal sealed class FabricParcelport : IParcelport
{
    private const int MaximumLocalities = 1 << 20;

    private readonly FabricPort _port;

    private FabricParcelport(FabricPort port)
    {
        _port = port;
        Name = $"fabric {port.Domain.Provider.Name}";
        Address = port.Endpoint.Address.Bytes.ToArray();
    }

    public string Name { get; }

    public RmaPool Pool => _port.Pool;

    public byte[] Address { get; }

    /// <summary>Messages of strangers that were dropped.</summary>
    internal long Dropped => _port.Arrivals.Dropped;

    /// <summary>Opens the preferred provider that works.</summary>
    /// <exception cref="RdmaException">None does, or the library can't be loaded.</exception>
    internal static FabricParcelport Open(
        RdmaScope scope = RdmaScope.Any, string? preference = null, FabricOptions? options = null)
    {
        var domain = RdmaDomain.Open(scope, preference);
        try
        {
            return new FabricParcelport(new FabricPort(domain, options ?? FabricOptions.Default));
        }
        catch
        {
            domain.Dispose();
            throw;
        }
    }

    public void Start(int self, IParcelReceiver receiver)
    {
        _port.Self = (uint)self;
        _port.Receiver = receiver;
        _port.Progress.Start();
    }

    /// <exception cref="RdmaException">The address isn't one of this provider, or the port was disposed of.</exception>
    public void Connect(int locality, byte[] address, PeerSession session)
    {
        if ((uint)locality >= MaximumLocalities)
            throw new ArgumentOutOfRangeException(
                nameof(locality), locality, $"Localities have numbers from 0 to {MaximumLocalities - 1}.");
        // The kernel keeps others away from shared memory; two hashes would take longer than a message.
        var agreed = _port.Domain.Provider.IsSharedMemory ? session with { Keys = null } : session;
        var peer = new FabricPeer(locality, _port.Endpoint.AddPeer(new RdmaAddress(address)), agreed);
        if (_port.Peers.Put(locality, peer) is { } before)
            _port.DisconnectLater(before, FabricException.Left(locality), report: false);
    }

    public void Disconnect(int locality, Exception reason)
    {
        if (locality >= 0 && _port.Peers.Find((uint)locality) is { } peer && _port.Peers.Remove(peer))
            _port.DisconnectLater(peer, reason, report: false);
    }

    public OutgoingParcel Rent() => new(_port.Pool, _port.Options.Threshold);

    public void Send(int locality, OutgoingParcel parcel)
    {
        if (!_port.Progress.TryEnter())
        {
            parcel.Complete(FabricException.Closed());
            return;
        }
        var finished = _port.Peers.Find((uint)locality) is { } peer
            ? _port.Sender.Send(peer, parcel)
            : new FinishedParcel(parcel, FabricException.Unknown(locality));
        _port.Progress.Leave();
        _port.Progress.Stir();
        finished.Tell(); // outside: a listener may dispose of this port
    }

    public void Dispose() => _port.Progress.Stop();
}
