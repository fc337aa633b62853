using System.Net;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>The start of all connections: a socket, TLS if requested, and the introductions.</summary>
internal static class Connection
{
    /// <summary>The same as <see cref="OpenAsync"/> on the calling thread alone: the thread pool may be
    /// full.</summary>
    internal static Wire Open(IPEndPoint place, Introduction introduction, Protection protection, TimeSpan limit) =>
        OpenAsync(place, introduction, protection, limit, blocking: true).GetAwaiter().GetResult();

    /// <summary>The other end of <see cref="Open"/>.</summary>
    internal static (Wire Wire, Introduction Introduction) Accept(
        Socket socket, int self, Protection protection, TimeSpan limit, bool spins, Strangers strangers,
        Func<Introduction, ValueTask<string?>> admit) =>
        AcceptAsync(socket, self, protection, limit, blocking: true, strangers, admit, spins).GetAwaiter().GetResult();

    /// <exception cref="ClusterException">The peer can't be reached, or one side doesn't trust the other.</exception>
    internal static async Task<Wire> OpenAsync(
        IPEndPoint place, Introduction introduction, Protection protection, TimeSpan limit, bool blocking = false)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Wire wire = new SocketWire(socket, blocking, spins: false);
        try
        {
            using (var deadline = new Deadline(wire, limit))
            {
                try
                {
                    if (blocking)
                        socket.Connect(place);
                    else
                        await socket.ConnectAsync(place).ConfigureAwait(false);
                    wire = protection.Tls is { } tls
                        ? await tls.ProtectAsync(socket, accepts: false, blocking).ConfigureAwait(false)
                        : new SocketWire(socket, blocking, spins: false); // which knows its peer by now
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
    /// <remarks>Once it has proved that it has the key or a certificate, it is no stranger.</remarks>
    /// <exception cref="ClusterException">It isn't, or wasn't.</exception>
    /// <exception cref="IOException">It ended.</exception>
    internal static async Task<(Wire Wire, Introduction Introduction)> AcceptAsync(
        Socket socket, int self, Protection protection, TimeSpan limit, bool blocking, Strangers strangers,
        Func<Introduction, ValueTask<string?>> admit, bool spins = true)
    {
        Wire wire = new SocketWire(socket, blocking, spins);
        try
        {
            socket.NoDelay = true;
            if (protection.Tls is { } tls)
            {
                using var deadline = new Deadline(wire, limit);
                wire = await tls.ProtectAsync(socket, accepts: true, blocking).ConfigureAwait(false);
            }
            var introduction = await Handshake.AcceptAsync(wire, self, protection.Key, limit, Introduced, one =>
            {
                if (!protection.IsNone)
                    strangers.Remove(socket);
                return admit(one);
            }).ConfigureAwait(false);
            return (wire, introduction);
        }
        catch
        {
            wire.Dispose();
            throw;
        }

        void Introduced() => strangers.Speak(socket);
    }
}
