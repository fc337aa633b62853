namespace Argosy.Runtime;

/// <summary>A locality known to this port, and the messages that wait for space in the provider's queue.</summary>
internal sealed class FabricPeer(int locality, RdmaPeer address, PeerSession session)
{
    private readonly object _gate = new();
    private readonly Queue<FabricSend> _waiting = [];
    private int _waitingCount;
    private Exception? _gone;
    private long _owed;

    internal int Locality => locality;

    internal RdmaPeer Address => address;

    internal PeerSession Session => session;

    /// <summary>Authenticates its messages; null if they aren't.</summary>
    internal MessageSeal? Seal { get; } = session.Keys is { } keys ? new(keys) : null;

    /// <summary>Bytes behind each message for the seal.</summary>
    internal int SealLength => Seal is null ? 0 : MessageSeal.Length;

    /// <summary>Its memory, if it can be read without the provider.</summary>
    internal NeighbourMemory? Memory => address.Memory;

    /// <summary>Bytes of its payload that are being fetched; for the progress thread.</summary>
    internal long Fetching { get; set; }

    /// <summary>Its announcements that wait; for the progress thread.</summary>
    internal Queue<FabricArrival> Held { get; } = [];

    /// <summary>Why it was disconnected; null while it is connected.</summary>
    internal Exception? Gone => Volatile.Read(ref _gone);

    internal int Waiting => Volatile.Read(ref _waitingCount);

    /// <summary>Queues an acknowledgement: the next message to the peer, from any thread, carries it.</summary>
    /// <returns>A previous one that hasn't been sent; 0 for none.</returns>
    internal ulong QueueAck(ulong ticket) => (ulong)Interlocked.Exchange(ref _owed, (long)ticket);

    /// <summary>The queued acknowledgement; 0 for none. The caller sends it.</summary>
    internal ulong TakeQueuedAck() => Volatile.Read(ref _owed) == 0 ? 0 : QueueAck(0);

    /// <summary>False once the peer is disconnected: then it is never sent.</summary>
    internal bool TryWait(FabricSend send)
    {
        lock (_gate)
        {
            if (_gone is not null)
                return false;
            _waiting.Enqueue(send);
            Volatile.Write(ref _waitingCount, _waiting.Count);
            return true;
        }
    }

    /// <summary>The first waiting message. Only the progress thread removes it.</summary>
    internal FabricSend? First()
    {
        lock (_gate)
            return _waiting.Count > 0 ? _waiting.Peek() : null;
    }

    internal void RemoveFirst()
    {
        lock (_gate)
        {
            _waiting.Dequeue();
            Volatile.Write(ref _waitingCount, _waiting.Count);
        }
    }

    /// <summary>From here on nothing waits here; returns the messages that did.</summary>
    internal FabricSend[] Close(Exception reason)
    {
        lock (_gate)
        {
            Volatile.Write(ref _gone, reason);
            var left = _waiting.ToArray();
            _waiting.Clear();
            Volatile.Write(ref _waitingCount, 0);
            return left;
        }
    }
}

/// <summary>The known peers by their number; read without a lock.</summary>
internal sealed class FabricPeers
{
    private readonly object _gate = new();
    private volatile FabricPeer?[] _all = [];

    internal FabricPeer?[] All => _all;

    internal FabricPeer? Find(uint locality)
    {
        var now = _all;
        return locality < (uint)now.Length ? now[locality] : null;
    }

    /// <summary>Returns the one that it replaces.</summary>
    internal FabricPeer? Put(int locality, FabricPeer? peer)
    {
        lock (_gate)
        {
            var before = Find((uint)locality);
            if (before is null && peer is null)
                return null;
            var next = new FabricPeer?[Math.Max(_all.Length, locality + 1)];
            _all.CopyTo(next, 0);
            next[locality] = peer;
            _all = next;
            return before;
        }
    }

    /// <summary>False if it isn't there any more.</summary>
    internal bool Remove(FabricPeer peer)
    {
        lock (_gate)
            return Find((uint)peer.Locality) == peer && Put(peer.Locality, null) == peer;
    }
}
