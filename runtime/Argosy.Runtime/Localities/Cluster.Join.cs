using System.Net;

namespace Argosy.Runtime;

/// <summary>Joining and leaving a cluster.</summary>
public sealed partial class Cluster
{
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(30);

    private readonly IMembership? _membership;
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

    /// <summary>Waits until every locality has reached its barrier of the same number;
    /// those that have left aren't waited for.</summary>
    /// <exception cref="ClusterException">ARG0846: one of them is lost.</exception>
    public Task BarrierAsync(CancellationToken cancellationToken = default) =>
        _membership?.BarrierAsync(cancellationToken) ?? Task.CompletedTask;

    private Cluster(ClusterOptions options, IMembership membership, IParcelport port, Protection protection)
        : this(
            options.Self, options.Count, port, new LoopbackPort(
                new LoopbackNetwork(), port.Pool, options.Threshold, options.Limits),
            new ClusterSettings(options.InlineContinuations, options.MaximumOutstanding, membership.Generation))
    {
        _membership = membership;
        _protection = protection;
        foreach (var other in Others)
            port.Connect(other.Id, membership.Addresses[other.Id], membership.SessionWith(other.Id));
        membership.OnLost((locality, reason) => Lose(locality, new LocalityLostException(locality, reason)));
        membership.OnLeft(locality => Lose(locality, new LocalityLostException(locality, "it has left the cluster")));
    }

    private async Task LeaveAsync()
    {
        if (_membership is null)
            return;
        using var limit = new CancellationTokenSource(s_goodbye);
        try
        {
            await _membership.LeaveAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ClusterException or OperationCanceledException or IOException)
        {
            // The recipient is gone, or doesn't listen: nothing more can be done.
        }
        _membership.Dispose();
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
