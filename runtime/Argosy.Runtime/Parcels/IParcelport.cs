namespace Argosy.Runtime;

/// <summary>
/// Moves parcels between localities. Any thread may call anything at any time; nothing here blocks on a peer. Parcels to one
/// peer may overtake each other.
/// </summary>
internal interface IParcelport : IDisposable
{
    /// <summary>For people, for example <c>tcp</c> or <c>fabric shm</c>.</summary>
    string Name { get; }

    /// <summary>Memory from which this port sends without registering it first, and into which it receives.</summary>
    RmaPool Pool { get; }

    /// <summary>By which peers' ports of the same kind reach this one: opaque bytes, at most 512.</summary>
    byte[] Address { get; }

    /// <summary>Begins to receive. Called once, before anything else.</summary>
    void Start(int self, IParcelReceiver receiver);

    /// <summary>Makes a locality known; connections are made when they are needed.</summary>
    /// <param name="locality">Its number.</param>
    /// <param name="address">Its port's address.</param>
    /// <param name="session">What tells its parcels from anybody else's.</param>
    void Connect(int locality, byte[] address, PeerSession session);

    /// <summary>Fails what is under way to a locality and forgets it. Its failure isn't reported.</summary>
    void Disconnect(int locality, Exception reason);

    /// <summary>An empty parcel, whose archive grows in this port's pool.</summary>
    OutgoingParcel Rent();

    /// <summary>Sends; the parcel is the port's until it completes it. Never throws.</summary>
    void Send(int locality, OutgoingParcel parcel);
}

/// <summary>The two numbers that parcels between two localities carry: one for each direction.</summary>
internal readonly record struct PeerSession(ulong Outgoing, ulong Incoming);

/// <summary>What a parcelport tells its locality, from whichever thread makes progress.</summary>
internal interface IParcelReceiver
{
    /// <summary>
    /// Decodes a parcel at once: <paramref name="index"/> is gone when this returns.
    /// </summary>
    /// <returns>What is to be filled and completed; null when nothing is left to do.</returns>
    /// <exception cref="ArchiveException">The parcel is malformed: the port closes that connection with this reason.</exception>
    Delivery? Receive(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source);

    /// <summary>The locality is gone, or was sent away. Told once.</summary>
    void Lost(int locality, Exception reason);
}
