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
        // On a thread of its own: the thread pool may be busy, and the time limit holds all the same.
        var joined = new TaskCompletionSource<IMembership>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                joined.SetResult(Join(options, portAddress, cancellationToken));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                joined.SetCanceled();
            }
            catch (Exception exception)
            {
                joined.SetException(exception);
            }
        })
        { IsBackground = true, Name = "argosy-join" }.Start();
        return await joined.Task.ConfigureAwait(false);
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

    private static IMembership Join(ClusterOptions options, byte[] portAddress, CancellationToken cancellationToken)
    {
        var protection = options.OpenProtection();
        ControlRoot? root = null;
        try
        {
            var place = options.RootAddress.Resolve();
            protection.Require(place);
            if (options.Self == 0)
                root = ControlRoot.Start(place, options, protection);
            return Join(place, options, protection, root, portAddress, cancellationToken);
        }
        catch
        {
            root?.Dispose();
            protection.Tls?.Dispose();
            throw;
        }
    }

    private static IMembership Join(
        IPEndPoint place, ClusterOptions options, Protection protection, ControlRoot? root, byte[] portAddress,
        CancellationToken cancellationToken)
    {
        using var attempt = new JoinAttempt(options.JoinTimeout, cancellationToken);
        var missing = "";
        Wire? wire = null;
        Heartbeat? heartbeat = null;
        try
        {
            wire = Reach(place, options, protection, attempt);
            attempt.Hold(wire);
            var sender = new ControlSender(wire);
            var registration = MemberRegistration.Make(new Announcement(options.Limits, portAddress));
            sender.Send(new(ControlKind.Register, (uint)options.Count, registration.Encode()));
            heartbeat = new Heartbeat(wire, sender, options.Heartbeat);
            var answer = ControlMessage.Receive(wire);
            for (; answer is { Kind: ControlKind.Alive } alive; answer = ControlMessage.Receive(wire))
            {
                heartbeat.Heard();
                missing = alive.Body.Length > 0 ? alive.Text : missing;
            }
            if (!attempt.TryRelease())
                throw new OperationCanceledException(cancellationToken);
            return answer switch
            {
                { Kind: ControlKind.Table } table => new ControlMember(
                    wire, sender, heartbeat, options, protection, ClusterTable.Decode(table, options.Count), root),
                { Kind: ControlKind.Refused } refusal => throw ClusterException.Refused(place.ToString(), refusal.Text),
                _ => throw ClusterException.Ended(
                    $"root {place} ended the connection before all localities were there"
                    + (missing.Length > 0 ? $": it waited for locality {missing}" : "")),
            };
        }
        catch (Exception exception) when (attempt.IsOver && Wire.IsEnd(exception))
        {
            Close();
            cancellationToken.ThrowIfCancellationRequested();
            missing = root?.Missing ?? missing;
            throw ClusterException.Missing(options.JoinTimeout, missing.Length > 0
                ? $"locality {missing}"
                : $"answer from root {place}");
        }
        catch
        {
            Close();
            throw;
        }

        void Close()
        {
            heartbeat?.Dispose();
            wire?.Dispose();
        }
    }

    // Localities start in any order: the root may not listen yet, or be busy.
    private static Wire Reach(IPEndPoint place, ClusterOptions options, Protection protection, JoinAttempt attempt)
    {
        var introduction = new Introduction(Purpose.Control, options.Self, 0, 0);
        while (true)
        {
            attempt.ThrowIfOver();
            try
            {
                return Connection.Open(place, introduction, protection, attempt.Limit(Handshake.s_limit));
            }
            catch (IOException exception)
                when (exception is not ClusterException || exception is ClusterException { Id: "ARG0843" or "ARG0894" })
            {
                attempt.Pause(s_pause);
            }
        }
    }
}
