namespace Argosy.Runtime;

/// <summary>
/// When a parcel's payload has its turn: at most so many bytes of one peer's are on their way at once, and memory for the next is taken
/// only then. So little memory receives much, and is still in the caches when it does so again. Further announcements wait here, as they came.
/// A peer's turn never depends on another peer. Belongs to the progress thread.
/// </summary>
internal sealed class FabricAdmission(FabricPort port)
{
    private readonly Queue<FabricPeer> due = [];

    internal bool Admits(FabricPeer peer) => peer.Held.Count == 0 && HasRoom(peer);

    /// <summary>The arrival's announcement lies in its memory by now, and is read when its turn comes.</summary>
    internal static void Hold(FabricArrival arrival) => arrival.Peer!.Held.Enqueue(arrival);

    internal static void Begin(FabricArrival arrival) => arrival.Peer!.Fetching += arrival.PayloadLength;

    /// <summary>Its payload came, or never will.</summary>
    internal void End(FabricArrival arrival)
    {
        var peer = arrival.Peer!;
        peer.Fetching -= arrival.PayloadLength;
        if (peer.Held.Count > 0)
            due.Enqueue(peer);
    }

    /// <summary>Reads what waited and has its turn now. Not where a parcel ends, since others may end as soon as they are read.</summary>
    internal void Release()
    {
        while (due.Count > 0)
        {
            var peer = due.Dequeue();
            while (peer.Held.Count > 0 && HasRoom(peer))
                port.Arrivals.Fetched(peer.Held.Dequeue(), admitted: true);
        }
    }

    /// <summary>What a peer that is lost had announced is forgotten.</summary>
    internal void Abandon(FabricPeer peer)
    {
        while (peer.Held.Count > 0)
            port.Fetcher.Recycle(peer.Held.Dequeue());
    }

    private bool HasRoom(FabricPeer peer) => peer.Fetching < port.Options.FetchingBytes;
}
