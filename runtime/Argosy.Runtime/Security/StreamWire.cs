#if NET
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>A stream over a socket, such as TLS. Encryption uses its own buffers.</summary>
internal sealed class StreamWire(Stream stream, Socket socket, string peer, bool blocking) : Wire
{
    private volatile bool _blocking = blocking;
    private int _disposed;

    internal override string Peer => peer;

    internal override ValueTask<int> ReceiveAsync(Memory<byte> target) =>
        _blocking ? new(stream.Read(target.Span)) : stream.ReadAsync(target);

    internal override ValueTask SendAsync(ReadOnlyMemory<byte> source)
    {
        if (!_blocking)
            return stream.WriteAsync(source);
        stream.Write(source.Span);
        return default;
    }

    internal override bool CanSend => socket.Poll(0, SelectMode.SelectWrite);

    // A record is sent as a whole, so TrySend never does: another thread sends it, which may wait.
    internal override int SendSome(ReadOnlyMemory<byte> source)
    {
        stream.Write(source.Span);
        return source.Length;
    }

    internal override void Unblock() => _blocking = false;

    internal override void EndSending() => Shutdown(socket, SocketShutdown.Send);

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        Shutdown(socket, SocketShutdown.Both);
        stream.Dispose(); // and the socket with it
    }
}
#endif
