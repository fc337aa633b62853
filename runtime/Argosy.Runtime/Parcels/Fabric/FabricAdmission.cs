namespace Argosy.Runtime;

/// <summary>
/// Limits the payload of one peer that is under way at once; memory for the next part is allocated only then. So a
/// little memory receives a lot, and is still in the caches when it is reused. Further announcements wait here, in
/// order. A peer never waits for another peer. Belongs to the progress thread.
/// </summary>
internal sealed class FabricAdmission(FabricPort port)
{
    private readonly Queue<FabricPeer> _due = [];

    internal bool Admits(FabricPeer peer) => peer.Held.Count == 0 && HasRoom(peer);

    /// <summary>The arrival's announcement is in its memory now, and is read later.</summary>
    internal static void Hold(FabricArrival arrival) => arrival.Peer!.Held.Enqueue(arrival);

    internal static void Begin(FabricArrival arrival) => arrival.Peer!.Fetching += arrival.PayloadLength;

    /// <summary>Its payload has arrived, or never will.</summary>
    internal void End(FabricArrival arrival)
    {
        var peer = arrival.Peer!;
        peer.Fetching -= arrival.PayloadLength;
        if (peer.Held.Count > 0)
            _due.Enqueue(peer);
    }

    /// <summary>Reads waiting announcements that may proceed.
    /// Not called when a parcel ends, since reading may end further ones.</summary>
    internal void Release()
    {
        while (_due.Count > 0)
        {
            var peer = _due.Dequeue();
            while (peer.Held.Count > 0 && HasRoom(peer))
                port.Arrivals.Fetched(peer.Held.Dequeue(), admitted: true);
        }
    }

    /// <summary>Discards the announcements of a lost peer.</summary>
    internal void Abandon(FabricPeer peer)
    {
        while (peer.Held.Count > 0)
            port.Fetcher.Recycle(peer.Held.Dequeue());
    }

    private bool HasRoom(FabricPeer peer) => peer.Fetching < port.Options.FetchingBytes;
}
