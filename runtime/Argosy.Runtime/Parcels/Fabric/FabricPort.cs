using System.Collections.Concurrent;

namespace Argosy.Runtime;

/// <summary>
/// The shared state of a port's parts: the endpoint and its memory, the peers, and disconnection. Everything except
/// sending happens on the progress thread, so without locks.
/// </summary>
internal sealed class FabricPort
{
    private readonly ConcurrentQueue<(FabricPeer Peer, Exception Reason, bool Report)> _partings = [];

    internal FabricPort(RdmaDomain domain, FabricOptions options)
    {
        Domain = domain;
        Options = options;
        Endpoint = domain.OpenEndpoint();
        var guards = options.GuardsMemory && !domain.Provider.IsSharedMemory;
        Pool = new RmaPool(
            new FabricSlabs(domain, guards ? RemoteAccess.None : RemoteAccess.Read), options.Pool);
        InjectLength = Math.Min(domain.Provider.InjectLength, EagerMessage.MaximumLength);
        Sender = new FabricSender(this);
        Sources = new FabricSources(domain, Pool, guards, options.PinCostEmulation);
        Fetcher = new FabricFetcher(this);
        Arrivals = new FabricArrivals(this);
        Admission = new FabricAdmission(this);
        Receives = new FabricReceives(this, Math.Min(options.Receives, Math.Max(domain.Provider.QueueDepth, 1)));
        Progress = new FabricProgress(this);
    }

    internal RdmaDomain Domain { get; }

    internal FabricOptions Options { get; }

    internal RdmaEndpoint Endpoint { get; }

    internal RmaPool Pool { get; }

    internal int InjectLength { get; }

    internal FabricPeers Peers { get; } = new();

    internal FabricSender Sender { get; }

    internal FabricSources Sources { get; }

    internal FabricFetcher Fetcher { get; }

    internal FabricArrivals Arrivals { get; }

    internal FabricAdmission Admission { get; }

    internal FabricReceives Receives { get; }

    internal FabricProgress Progress { get; }

    internal uint Self { get; set; }

    internal IParcelReceiver Receiver { get; set; } = null!;

    internal bool IsClosing => Progress.IsStopping;

    internal ParcelHeader HeaderFor(
        FabricPeer peer, OutgoingParcel parcel, int entries, ParcelFlags flags) => parcel.Header with
        {
            Flags = flags,
            Source = Self,
            Session = peer.Session.Outgoing,
            IndexLength = parcel.IndexLength,
            Entries = entries,
        };

    internal ParcelHeader FetchedHeader(FabricPeer peer, ulong ticket) =>
        new(ParcelKind.Fetched, ParcelFlags.None, Self, peer.Session.Outgoing, ticket, 0, 0, 0, 0);

    /// <summary>Disconnects a peer and reports it, unless that has already happened; on the progress thread.</summary>
    internal void Lose(FabricPeer peer, Exception reason)
    {
        if (!IsClosing && Peers.Remove(peer))
            Disconnect(peer, reason, report: true);
    }

    /// <summary>The same from any thread: the progress thread does it.</summary>
    internal void LoseLater(FabricPeer peer, Exception reason)
    {
        if (Peers.Remove(peer))
            DisconnectLater(peer, reason, report: true);
    }

    /// <summary>Makes the progress thread end everything under way to a peer that is no longer in the list.</summary>
    internal void DisconnectLater(FabricPeer peer, Exception reason, bool report)
    {
        _partings.Enqueue((peer, reason, report));
        Progress.Wake();
    }

    internal void DisconnectNow()
    {
        while (_partings.TryDequeue(out var one))
            Disconnect(one.Peer, one.Reason, one.Report);
    }

    private void Disconnect(FabricPeer peer, Exception reason, bool report)
    {
        Sender.Abandon(peer, reason);
        Admission.Abandon(peer);
        Fetcher.Abandon(peer, reason);
        if (report && !IsClosing)
            Receiver.Lost(peer.Locality, reason);
    }
}
