namespace Argosy.Runtime;

/// <summary>A locality that this port knows, and the messages that wait for room in the provider's queue.</summary>
internal sealed class FabricPeer(int locality, RdmaPeer address, PeerSession session)
{
    private readonly object gate = new();
    private readonly Queue<FabricSend> waiting = [];
    private int waitingCount;
    private Exception? gone;
    private long owed;

    internal int Locality => locality;

    internal RdmaPeer Address => address;

    internal PeerSession Session => session;

    /// <summary>Its memory, where it can be read without the provider.</summary>
    internal NeighbourMemory? Memory => address.Memory;

    /// <summary>Bytes of its payload that are being fetched; the progress thread's.</summary>
    internal long Fetching { get; set; }

    /// <summary>What it announced and whose turn hasn't come; the progress thread's.</summary>
    internal Queue<FabricArrival> Held { get; } = [];

    /// <summary>Why it was given up; null while it is there.</summary>
    internal Exception? Gone => Volatile.Read(ref gone);

    internal int Waiting => Volatile.Read(ref waitingCount);

    /// <summary>The peer is to hear that this was fetched: by the next message to it, whoever sends that.</summary>
    /// <returns>One that it was to hear before, and hasn't; 0 for none.</returns>
    internal ulong QueueAck(ulong ticket) => (ulong)Interlocked.Exchange(ref owed, (long)ticket);

    /// <summary>What the peer is to hear; 0 for nothing. The caller sends it.</summary>
    internal ulong TakeQueuedAck() => Volatile.Read(ref owed) == 0 ? 0 : QueueAck(0);

    /// <summary>False once the peer is gone: then nobody will send it.</summary>
    internal bool TryWait(FabricSend send)
    {
        lock (gate)
        {
            if (gone is not null)
                return false;
            waiting.Enqueue(send);
            Volatile.Write(ref waitingCount, waiting.Count);
            return true;
        }
    }

    /// <summary>The first that waits. The progress thread alone takes it off.</summary>
    internal FabricSend? First()
    {
        lock (gate)
            return waiting.Count > 0 ? waiting.Peek() : null;
    }

    internal void RemoveFirst()
    {
        lock (gate)
        {
            waiting.Dequeue();
            Volatile.Write(ref waitingCount, waiting.Count);
        }
    }

    /// <summary>From here on nothing waits here; returns what did.</summary>
    internal FabricSend[] Close(Exception reason)
    {
        lock (gate)
        {
            Volatile.Write(ref gone, reason);
            var left = waiting.ToArray();
            waiting.Clear();
            Volatile.Write(ref waitingCount, 0);
            return left;
        }
    }
}

/// <summary>The known peers by their number; read without a lock.</summary>
internal sealed class FabricPeers
{
    private readonly object gate = new();
    private volatile FabricPeer?[] all = [];

    internal FabricPeer?[] All => all;

    internal FabricPeer? Find(uint locality)
    {
        var now = all;
        return locality < (uint)now.Length ? now[locality] : null;
    }

    /// <summary>Returns the one whose place it takes.</summary>
    internal FabricPeer? Put(int locality, FabricPeer? peer)
    {
        lock (gate)
        {
            var before = Find((uint)locality);
            if (before is null && peer is null)
                return null;
            var next = new FabricPeer?[Math.Max(all.Length, locality + 1)];
            all.CopyTo(next, 0);
            next[locality] = peer;
            all = next;
            return before;
        }
    }

    /// <summary>False when it isn't there any more.</summary>
    internal bool Remove(FabricPeer peer)
    {
        lock (gate)
            return Find((uint)peer.Locality) == peer && Put(peer.Locality, null) == peer;
    }
}
