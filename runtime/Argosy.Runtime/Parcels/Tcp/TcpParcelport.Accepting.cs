using System.Diagnostics;
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>Accepts connections, on threads of its own: an invalid or untrusted one is rejected, without an effect on
/// others.</summary>
internal sealed partial class TcpParcelport
{
    private readonly Strangers _strangers;
    private readonly object _known = new();
    private long _refused;

    /// <summary>Connections that were rejected, or closed, before they were trusted.</summary>
    internal long Refused => Interlocked.Read(ref _refused);

    private void Accept()
    {
        while (!_closed)
        {
            try
            {
                var socket = _listener.Accept();
                _strangers.Add(socket);
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "argosy-tcp" }.Start();
            }
            catch (Exception exception) when (Wire.IsEnd(exception) || exception is OutOfMemoryException)
            {
                if (!_closed)
                    Thread.Sleep(10); // out of file descriptors or threads, most likely: some will come back
            }
        }
    }

    /// <summary>Never throws.</summary>
    private void Serve(Socket socket)
    {
        Wire? wire = null;
        TcpPeer? peer = null;
        Introduction? introduction = null;
        try
        {
            (wire, introduction) = Connection.Accept(
                socket, Self, _options.Protection, _options.HandshakeLimit, spins: true, _strangers, Admit);
            peer = _peers[introduction.From];
        }
        catch (Exception) // ended, or not understood:
                          // nothing that a stranger sends may end more than its own connection
        {
            Interlocked.Increment(ref _refused);
            wire?.Dispose();
        }
        finally
        {
            _strangers.Remove(socket);
        }
        if (peer is null || wire is null)
            return;
        if (_peers.Count > _options.PeersWithThreads)
        {
            wire.Unblock();
            _ = peer.ReceiveAsync(wire, introduction!.Purpose);
        }
        else
        {
            peer.ReceiveAsync(wire, introduction!.Purpose).GetAwaiter().GetResult(); // all of it on this thread
        }
    }

    /// <summary>A peer may connect before this locality knows it:
    /// the wait is limited by the handshake's time limit.</summary>
    private ValueTask<string?> Admit(Introduction introduction)
    {
        if (introduction.Purpose == Purpose.Control)
            return new("this is no root");
        TcpPeer? peer;
        var waited = Stopwatch.StartNew();
        lock (_known)
        {
            while (!_peers.TryGetValue(introduction.From, out peer))
            {
                var left = _options.HandshakeLimit - waited.Elapsed;
                if (_closed || left <= TimeSpan.Zero)
                    return new($"locality {introduction.From} isn't known here");
                Monitor.Wait(_known, left);
            }
        }
        return new(introduction.Session != peer.Session.Incoming ? "its session is another's"
            : peer.TryAdmit(introduction.Purpose) ? null
            : "it is lost, or connected already");
    }
}
