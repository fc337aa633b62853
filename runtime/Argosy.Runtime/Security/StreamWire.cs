#if NET
using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>A stream over a socket, such as TLS. Encryption uses its own buffers.</summary>
internal sealed class StreamWire(Stream stream, Socket socket, string peer, bool blocking) : Wire
{
    private int _disposed;

    internal override string Peer => peer;

    internal override ValueTask<int> ReceiveAsync(Memory<byte> target) =>
        blocking ? new(stream.Read(target.Span)) : stream.ReadAsync(target);

    internal override ValueTask SendAsync(ReadOnlyMemory<byte> source)
    {
        if (!blocking)
            return stream.WriteAsync(source);
        stream.Write(source.Span);
        return default;
    }

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
