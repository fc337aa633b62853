namespace Argosy.Runtime;

/// <summary>
/// Moves parcels between localities. Any thread may call anything at any time; no call blocks on a peer. Parcels to one
/// peer may overtake each other.
/// </summary>
internal interface IParcelport : IDisposable
{
    /// <summary>For messages, for example <c>tcp</c> or <c>fabric shm</c>.</summary>
    string Name { get; }

    /// <summary>Memory from which this port sends without registering it, and into which it receives.</summary>
    RmaPool Pool { get; }

    /// <summary>The address for peers' ports of the same kind: opaque bytes, at most 512.</summary>
    byte[] Address { get; }

    /// <summary>Starts to receive. Called once, before anything is sent. Messages of localities that aren't connected
    /// yet may be dropped as a stranger's.</summary>
    void Start(int self, IParcelReceiver receiver);

    /// <summary>Adds a locality; connections are made on demand.</summary>
    /// <param name="locality">Its number.</param>
    /// <param name="address">Its port's address.</param>
    /// <param name="session">Distinguishes its parcels from all others.</param>
    void Connect(int locality, byte[] address, PeerSession session);

    /// <summary>Fails everything under way to a locality and removes it. Doesn't report the failure.</summary>
    void Disconnect(int locality, Exception reason);

    /// <summary>An empty parcel, whose archive grows in this port's pool.</summary>
    OutgoingParcel Rent();

    /// <summary>Sends; the port owns the parcel until it completes it. Never throws.</summary>
    void Send(int locality, OutgoingParcel parcel);
}

/// <summary>The agreement between two localities: session numbers of parcels, one for each direction, keys and limits.
/// </summary>
internal readonly record struct PeerSession(ulong Outgoing, ulong Incoming)
{
    private readonly ParcelLimits? _limits;

    /// <summary>The keys that authenticate messages; null where they aren't authenticated.</summary>
    internal SessionKeys? Keys { get; init; }

    /// <summary>The largest parcel.</summary>
    internal ParcelLimits Limits
    {
        get => _limits ?? ParcelLimits.Default;
        init => _limits = value;
    }
}

/// <summary>A parcelport's callbacks to its locality, from any progress thread.</summary>
internal interface IParcelReceiver
{
    /// <summary>
    /// Decodes a parcel at once: <paramref name="index"/> is invalid after the return.
    /// </summary>
    /// <returns>The delivery to fill and complete; null if nothing is left to do.</returns>
    /// <exception cref="ArchiveException">The parcel is malformed:
    /// the port closes that connection with this reason.</exception>
    Delivery? Receive(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source);

    /// <summary>The locality is lost, or was rejected. Called once.</summary>
    void Lost(int locality, Exception reason);
}
