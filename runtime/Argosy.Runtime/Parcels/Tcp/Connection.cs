using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>The start of all connections: a socket, TLS if requested, and the introductions.</summary>
internal static class Connection
{
    /// <exception cref="ClusterException">The peer can't be reached, or one side doesn't trust the other.</exception>
    internal static async Task<Wire> OpenAsync(
        IPEndPoint place, Introduction introduction, Protection protection, TimeSpan limit)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Wire wire = new SocketWire(socket, blocking: false);
        try
        {
            using (var deadline = new Deadline(wire, limit))
            {
                try
                {
                    await socket.ConnectAsync(place).ConfigureAwait(false);
                    wire = protection.Tls is { } tls
                        ? await tls.ProtectAsync(socket, accepts: false, blocking: false).ConfigureAwait(false)
                        : new SocketWire(socket, blocking: false); // which knows its peer by now
                }
                catch (Exception exception) when (Wire.IsEnd(exception) && exception is not ClusterException)
                {
                    throw ClusterException.Unreachable(
                        place.ToString(), deadline.HasPassed
                            ? $"no answer within {limit.TotalSeconds:0.#} s"
                            : exception.Message, exception);
                }
            }
            await Handshake.ConnectAsync(wire, introduction, protection.Key, limit).ConfigureAwait(false);
            return wire;
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }

    /// <summary>The other end of <see cref="OpenAsync"/>: a side that passes it is trusted and admitted.</summary>
    /// <remarks>It gives its stranger's place back as soon as it is trusted, or has ended.</remarks>
    /// <exception cref="ClusterException">It isn't, or wasn't.</exception>
    /// <exception cref="IOException">It ended.</exception>
    internal static async Task<(Wire Wire, Introduction Introduction)> AcceptAsync(
        Socket socket, int self, Protection protection, TimeSpan limit, bool blocking, StrangerPlaces.Place place,
        Func<Introduction, ValueTask<string?>> admit)
    {
        using var taken = place;
        Wire wire = new SocketWire(socket, blocking);
        try
        {
            socket.NoDelay = true;
            if (protection.Tls is { } tls)
            {
                using var deadline = new Deadline(wire, limit);
                wire = await tls.ProtectAsync(socket, accepts: true, blocking).ConfigureAwait(false);
            }
            var introduction = await Handshake.AcceptAsync(wire, self, protection.Key, limit, place.Speak, one =>
            {
                place.Dispose();
                return admit(one);
            }).ConfigureAwait(false);
            return (wire, introduction);
        }
        catch
        {
            wire.Dispose();
            throw;
        }
    }
}
