using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>Accepts connections: an invalid or untrusted one is rejected, without an effect on others.</summary>
internal sealed partial class TcpParcelport
{
    private readonly StrangerPlaces _strangers;
    private long _refused;

    /// <summary>Connections that were rejected, or closed, before they were trusted.</summary>
    internal long Refused => Interlocked.Read(ref _refused);

    private async Task AcceptAsync()
    {
        while (!_closed)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (Wire.IsEnd(exception))
            {
                if (!_closed)
                    await Task.Delay(10)
                        .ConfigureAwait(false); // out of file descriptors, most likely: some will come back
                continue;
            }
            var place = _strangers.Take(socket);
            if (_peers.Count > _options.PeersWithThreads || _strangers.Count > _options.StrangersWithThreads)
                _ = ServeAsync(socket, place, blocking: false);
            else
                new Thread(() => ServeAsync(socket, place, blocking: true).GetAwaiter().GetResult())
                {
                    IsBackground = true,
                    Name = "argosy-tcp"
                }.Start();
        }
    }

    /// <summary>Never throws. If blocking, it waits only on the calling thread.</summary>
    private async Task ServeAsync(Socket socket, StrangerPlaces.Place place, bool blocking)
    {
        Wire? wire = null;
        TcpPeer? peer = null;
        Introduction? introduction = null;
        try
        {
            var accepting = Connection.AcceptAsync(
                socket, Self, _options.Protection, _options.HandshakeLimit, blocking, place, AdmitAsync);
            if (blocking)
                accepting.ContinueWith(static _ => { }, TaskScheduler.Default)
                    .GetAwaiter().GetResult(); // keeps what follows on this thread
            (wire, introduction) = await accepting.ConfigureAwait(false);
            peer = _peers[introduction.From];
        }
        catch (Exception) // ended, or not understood:
                          // nothing that a stranger sends may end more than its own connection
        {
            Interlocked.Increment(ref _refused);
            wire?.Dispose();
        }
        if (peer is not null && wire is not null)
            await peer.ReceiveAsync(wire, introduction!.Purpose).ConfigureAwait(false);
    }

    /// <summary>A peer may connect before this locality knows it:
    /// the wait is limited by the handshake's time limit.</summary>
    private async ValueTask<string?> AdmitAsync(Introduction introduction)
    {
        if (introduction.Purpose == Purpose.Control)
            return "this is no root";
        using var limit = new CancellationTokenSource(_options.HandshakeLimit);
        var late = Task.Delay(Timeout.Infinite, limit.Token);
        TcpPeer? peer;
        while (true)
        {
            var change = Volatile.Read(ref _connected).Task;
            if (_peers.TryGetValue(introduction.From, out peer))
                break;
            if (_closed || await Task.WhenAny(change, late).ConfigureAwait(false) == late)
                return $"locality {introduction.From} isn't known here";
        }
        return introduction.Session != peer.Session.Incoming ? "its session is another's"
            : peer.TryAdmit(introduction.Purpose) ? null
            : "it is lost, or connected already";
    }
}
