using System.Net;

namespace Argosy.Runtime;

/// <summary>Joining and leaving a cluster.</summary>
public sealed partial class Cluster
{
    private readonly IMembership? _membership;
    private readonly object _leavingGate = new();
    private Task? _leaving;
    private readonly Protection? _protection;

    /// <summary>Opens this locality and waits until all others have joined.</summary>
    /// <param name="options">The locality's number, the number of localities, the transport;
    /// <see cref="ClusterOptions.FromEnvironment"/> reads the launcher's.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ClusterException">Joining failed: which localities are missing, or why this one was
    /// refused.</exception>
    /// <exception cref="RdmaException">The parcelport's provider can't be opened.</exception>
    public static async Task<Cluster> JoinAsync(ClusterOptions options, CancellationToken cancellationToken = default)
    {
        _ = (options ?? throw new ArgumentNullException(nameof(options))).Validate();
        var protection = options.OpenProtection();
        IParcelport? port = null;
        IMembership? membership = null;
        try
        {
            port = await OpenPortAsync(options, protection).ConfigureAwait(false);
            membership = await Bootstrap.JoinAsync(options, port.Address, cancellationToken).ConfigureAwait(false);
            return new Cluster(options, membership, port, protection);
        }
        catch
        {
            membership?.Dispose(); // the others hear at once that this one isn't coming
            port?.Dispose();
            protection.Tls?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits until every locality has reached its barrier of the same number; those that have left aren't waited for.
    /// A fence for posts: when it is passed, each post that any locality awaited before its barrier has run where it
    /// was sent, a synchronous action to its end and an asynchronous one to its first wait.
    /// </summary>
    /// <exception cref="ClusterException">ARG0846: one of them is lost.</exception>
    public async Task BarrierAsync(CancellationToken cancellationToken = default)
    {
        await Task.WhenAll(_peers.Select(peer => FlushAsync(peer, FlowCount.Run))).UntilAsync(cancellationToken)
            .ConfigureAwait(false);
        if (_membership is not null)
            await _membership.BarrierAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Leaves in order: waits until everything that was sent has arrived, posts and answers with their payload, then
    /// tells the others; the root also waits until all others have left. Afterwards only
    /// <see cref="DisposeAsync"/> may be called, which does this, too, if it wasn't done before.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; then <see cref="DisposeAsync"/> leaves without.</param>
    /// <exception cref="ClusterException">ARG0848: not everything has arrived within
    /// <see cref="ClusterOptions.LeaveTimeout"/>.</exception>
    public Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        lock (_leavingGate)
            return _leaving ??= LeaveOnceAsync(cancellationToken);
    }

    private Cluster(ClusterOptions options, IMembership membership, IParcelport port, Protection protection)
        : this(
            options.Self, options.Count, port,
            new LoopbackPort(new LoopbackNetwork(), port.Pool, options.Threshold, options.Limits),
            new ClusterSettings(
                options.InlineContinuations, options.MaximumOutstanding, membership.Generation, options.LeaveTimeout),
            membership)
    {
        _protection = protection;
        membership.OnLost((locality, reason) => Lose(locality, new LocalityLostException(locality, reason)));
        membership.OnLeft(locality => Lose(locality, new LocalityLostException(locality, "it has left the cluster")));
    }

    private async Task LeaveOnceAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Settings.LeaveTimeout);
        var flushes = _peers.Select(peer => (peer.Locality, Done: FlushAsync(peer, FlowCount.Arrived))).ToList();
        string? late = null;
        try
        {
            await Task.WhenAll(flushes.Select(one => one.Done)).UntilAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            late = string.Join(", ", flushes.Where(one => !one.Done.IsCompleted).Select(one => one.Locality));
        }
        try
        {
            if (_membership is not null)
                await _membership.LeaveAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ClusterException or OperationCanceledException or IOException)
        {
            // The recipient is gone, or doesn't listen: nothing more can be done.
            cancellationToken.ThrowIfCancellationRequested();
        }
        if (late is not null)
            throw ClusterException.Undelivered(Settings.LeaveTimeout, late);
    }

    private async Task EndMembershipAsync()
    {
        try
        {
            await LeaveAsync().ConfigureAwait(false);
        }
        catch (ClusterException failure)
        {
            Listener.Write(failure.Message);
        }
        catch (OperationCanceledException)
        {
            // LeaveAsync was cancelled before: whoever did that knows.
        }
        _membership?.Dispose();
    }

    // A lost locality receives nothing more, and its loss is reported.
    private static async Task FlushAsync(Peer peer, FlowCount count)
    {
        try
        {
            await peer.Flushes.WaitAsync(count).ConfigureAwait(false);
        }
        catch (LocalityLostException)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private static async Task<IParcelport> OpenPortAsync(ClusterOptions options, Protection protection)
    {
        if (options.Parcelport == "tcp")
            return new TcpParcelport(await TcpOptions.ForAsync(options, protection).ConfigureAwait(false));
        var provider = options.Parcelport.StartsWith("fabric:", StringComparison.Ordinal)
            ? options.Parcelport.Substring("fabric:".Length)
            : options.Parcelport == "shm" ? "shm"
            : null;
        // Parcels of a cluster on one machine stay on that machine;
        // others go to the root's network, for which Bootstrap requires a key.
        var here = options.Count == 1 || provider == "shm"
            || IPAddress.IsLoopback((await options.RootAddress.ResolveAsync().ConfigureAwait(false)).Address);
        if (!here)
        {
            protection.Require(await options.RootAddress.ResolveAsync().ConfigureAwait(false));
            if (protection.Tls is not null)
                throw ClusterException.Unencrypted(options.Parcelport);
        }
        return FabricParcelport.Open(
            here ? RdmaScope.Host : RdmaScope.Any, provider,
            FabricOptions.Default with
            {
                Threshold = options.Threshold,
                GuardsMemory = !protection.IsNone,
                PinCostEmulation = options.PinCostEmulation,
            });
    }
}
