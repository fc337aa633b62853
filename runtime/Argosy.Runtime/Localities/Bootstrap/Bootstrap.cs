using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// Discovery of localities: a star of permanent connections to the root. The end of a connection, for any reason, is
/// the end of its locality, and the root notifies the others.
/// </summary>
internal static class Bootstrap
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until all localities have joined.</summary>
    /// <param name="options">The locality's number, the number of localities and the root.</param>
    /// <param name="portAddress">This locality's parcelport's address, for the others; at most 512 bytes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ClusterException">Joining failed: which localities are missing, or why this one was
    /// refused.</exception>
    internal static async Task<IMembership> JoinAsync(
        ClusterOptions options, byte[] portAddress, CancellationToken cancellationToken)
    {
        options.Validate();
        if (options.Count == 1)
            return new SingleProcess(portAddress);
        var protection = options.OpenProtection();
        ControlRoot? root = null;
        try
        {
            var place = await options.RootAddress.ResolveAsync().ConfigureAwait(false);
            protection.Require(place);
            if (options.Self == 0)
                root = ControlRoot.Start(place, options, protection);
            return await JoinAsync(place, options, protection, root, portAddress, cancellationToken)
                .ConfigureAwait(false);
        }
        catch
        {
            root?.Dispose();
            protection.Tls?.Dispose();
            throw;
        }
    }

    /// <summary>The address at which a locality's port listens:
    /// from <paramref name="options"/>, or the one that leads to the root.</summary>
    internal static async ValueTask<IPAddress> ListenAddressAsync(ClusterOptions options)
    {
        if (options.Listen is { } named)
            return (await new HostAddress(named, 1).ResolveAsync().ConfigureAwait(false)).Address;
        if (options.Count == 1)
            return IPAddress.Loopback;
        var root = await options.RootAddress.ResolveAsync().ConfigureAwait(false);
        // Connecting a datagram socket sends nothing; it selects the route.
        using var probe = new Socket(root.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Connect(root);
            return ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException exception)
        {
            throw ClusterException.Unreachable(root.ToString(), exception.Message, exception);
        }
    }

    private static async Task<IMembership> JoinAsync(
        IPEndPoint place, ClusterOptions options, Protection protection, ControlRoot? root, byte[] portAddress,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.JoinTimeout);
        Wire? wire = null;
        try
        {
            wire = await ReachAsync(place, options, protection, limit.Token).ConfigureAwait(false);
            using var ending = limit.Token.Register(wire.Dispose);
            var sender = new ControlSender(wire);
            var announcement = new Announcement(options.Limits, portAddress);
            await sender.SendAsync(new(ControlKind.Register, (uint)options.Count, announcement.Encode()))
                .ConfigureAwait(false);
            var answer = await ReceiveTableAsync(wire).ConfigureAwait(false);
            return answer switch
            {
                { Kind: ControlKind.Table } table => new ControlMember(
                    wire, sender, options, protection, ClusterTable.Decode(table, options.Count), root),
                { Kind: ControlKind.Refused } refusal => throw ClusterException.Refused(place.ToString(), refusal.Text),
                _ => throw ClusterException.Ended(
                    $"root {place} ended the connection before all localities were there"),
            };
        }
        catch (Exception exception) when (Wire.IsEnd(exception) && limit.IsCancellationRequested)
        {
            wire?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw ClusterException.Missing(options.JoinTimeout, root is not null
                ? $"locality {root.Missing}"
                : $"answer from root {place} that all {options.Count} localities are there");
        }
        catch
        {
            wire?.Dispose();
            throw;
        }
    }

    // Localities start in any order: the root may not listen yet.
    private static async Task<Wire> ReachAsync(
        IPEndPoint place, ClusterOptions options, Protection protection, CancellationToken cancellationToken)
    {
        var introduction = new Introduction(Purpose.Control, options.Self, 0, 0);
        while (true)
        {
            try
            {
                return await Connection.OpenAsync(place, introduction, protection, Handshake.s_limit)
                    .ConfigureAwait(false);
            }
            catch (IOException exception) when (exception is not ClusterException { Id: not "ARG0843" })
            {
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ControlMessage?> ReceiveTableAsync(Wire wire)
    {
        var message = await ControlMessage.ReceiveAsync(wire).ConfigureAwait(false);
        while (message is { Kind: ControlKind.Alive })
            message = await ControlMessage.ReceiveAsync(wire).ConfigureAwait(false);
        return message;
    }
}
