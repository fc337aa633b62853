namespace Argosy.Runtime;

/// <summary>
/// A locality's knowledge of its cluster: the members, the session numbers of parcels, and the losses. Disposing of it
/// without leaving is a loss to the others.
/// </summary>
internal interface IMembership : IDisposable
{
    int Self { get; }

    /// <summary>The parcelport's address of each locality, by its number.</summary>
    IReadOnlyList<byte[]> Addresses { get; }

    /// <summary>Distinguishes this run of the cluster from others; never 0.</summary>
    uint Generation { get; }

    PeerSession SessionWith(int other);

    /// <summary>Calls the handler once for each lost locality, with the reason, from any thread;
    /// also for those lost before.</summary>
    void OnLost(Action<int, string> handler);

    /// <summary>The same for each locality that leaves in order.</summary>
    void OnLeft(Action<int> handler);

    /// <summary>Waits until all localities that haven't left arrive, too.
    /// Every locality passes the same barriers.</summary>
    /// <exception cref="ClusterException">ARG0846: one of them is lost.</exception>
    Task BarrierAsync(CancellationToken cancellationToken);

    /// <summary>Leaves in order, so that the others don't report a loss.
    /// The root waits until all others have left.</summary>
    Task LeaveAsync(CancellationToken cancellationToken);
}
