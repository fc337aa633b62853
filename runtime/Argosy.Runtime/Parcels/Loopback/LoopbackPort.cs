namespace Argosy.Runtime;

/// <summary>
/// A parcelport between localities of one process, and from each to itself. Arguments are serialized and payload is
/// copied once, as over a network, so that both sides never share memory by accident.
/// </summary>
internal sealed class LoopbackPort(
    LoopbackNetwork network, RmaPool pool, int threshold = ArchiveLayout.DefaultThreshold,
    ParcelLimits? limits = null) : IParcelport
{
    // Parcels that a direct action sends within a delivery wait for the delivery's end: stacks stay flat.
    [ThreadStatic]
    private static Queue<(LoopbackPort From, int To, OutgoingParcel Parcel)>? s_queue;

    [ThreadStatic]
    private static bool s_delivering;

    private readonly ObjectPool<OutgoingParcel> _parcels = new();
    private readonly ObjectPool<ArchiveSource> _sources = new();
    private IParcelReceiver? _receiver;
    private int _here = -1;

    public string Name => "loopback";

    public RmaPool Pool => pool;

    public byte[] Address => BitConverter.GetBytes(_here);

    public void Start(int self, IParcelReceiver receiver)
    {
        _here = self;
        _receiver = receiver;
        network.Enter(self, this);
    }

    public void Connect(int locality, byte[] address, PeerSession session)
    {
    }

    public void Disconnect(int locality, Exception reason)
    {
    }

    public OutgoingParcel Rent() => _parcels.TryTake() ?? new OutgoingParcel(pool, threshold);

    public void Send(int locality, OutgoingParcel parcel)
    {
        var queue = s_queue ??= new();
        queue.Enqueue((this, locality, parcel));
        if (s_delivering)
            return;
        s_delivering = true;
        try
        {
            while (queue.Count > 0)
            {
                var (from, to, next) = queue.Dequeue();
                from.Deliver(to, next);
            }
        }
        finally
        {
            s_delivering = false;
        }
    }

    public void Dispose()
    {
        if (_here >= 0 && network.Find(_here) == this)
            network.Leave(_here);
    }

    internal void Miss(int locality) =>
        _receiver?.Lost(locality, new LocalityLostException(locality, "it left"));

    private void Deliver(int locality, OutgoingParcel parcel)
    {
        if (limits?.Refuse(parcel) is { } refusal)
        {
            parcel.Complete(refusal);
            return;
        }
        if (network.Find(locality) is not { _receiver: { } target } port)
        {
            parcel.Complete(new LocalityLostException(locality, "there is none of this number in the process"));
            return;
        }
        Interlocked.Increment(ref Counters.s_parcelsSent);
        Interlocked.Increment(ref Counters.s_parcelsReceived);
        var source = port._sources.TryTake() ?? new ArchiveSource(port.Pool);
        Delivery? delivery = null;
        Exception? failure = null;
        try
        {
            foreach (ref readonly var chunk in parcel.Chunks)
                source.Add(new ChunkEntry(chunk.Kind, chunk.Length, 0, 0));
            delivery = target.Receive(_here, parcel.Header, parcel.Index, source);
            Move(parcel, source);
        }
        catch (Exception malformed) // as over a network
        {
            failure = new LocalityLostException(locality, $"it closed the connection: {malformed.Message}");
            target.Lost(_here, malformed);
            _receiver!.Lost(locality, failure);
        }
        source.Clear();
        port._sources.Put(source);
        parcel.Complete(failure);
        _parcels.Put(parcel);
        delivery?.Complete(failure);
    }

    private static void Move(OutgoingParcel parcel, ArchiveSource source)
    {
        foreach (var fill in source.Fills)
        {
            parcel.Chunks[fill.Chunk].Span.CopyTo(fill.Span);
            Interlocked.Add(ref Counters.s_payloadBytesSent, fill.Length);
            Interlocked.Add(ref Counters.s_payloadBytesReceived, fill.Length);
        }
    }
}
