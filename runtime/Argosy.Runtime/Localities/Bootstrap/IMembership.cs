namespace Argosy.Runtime;

/// <summary>
/// What a locality knows of its cluster: who is there, by which numbers parcels are told apart, and who is gone. Disposing of it
/// without leaving is a loss to the others.
/// </summary>
internal interface IMembership : IDisposable
{
    int Self { get; }

    /// <summary>The parcelport's address of each locality, by its number.</summary>
    IReadOnlyList<byte[]> Addresses { get; }

    /// <summary>Tells this run of the cluster from others; never 0.</summary>
    uint Generation { get; }

    PeerSession SessionWith(int other);

    /// <summary>Calls the handler once for each locality that is lost, with the reason, from whichever thread; those lost before too.</summary>
    void OnLost(Action<int, string> handler);

    /// <summary>The same for each locality that leaves in order.</summary>
    void OnLeft(Action<int> handler);

    /// <summary>Waits until all localities that haven't left are here, too. Every locality passes the same barriers.</summary>
    /// <exception cref="ClusterException">ARG0846: one of them is lost.</exception>
    Task BarrierAsync(CancellationToken cancellationToken);

    /// <summary>Says goodbye: the others don't take it for a loss. The root waits until all others have left.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}
