using System.Net.Sockets;

namespace Argosy.Runtime;

/// <summary>
/// An open connection as a byte stream. One thread or task receives at a time, and one sends. There are no cancellation
/// tokens: <see cref="IDisposable.Dispose"/> from any thread ends all waits here, and a deadline calls it.
/// </summary>
internal abstract class Wire : IDisposable
{
    /// <summary>For messages: the other end.</summary>
    internal abstract string Peer { get; }

    /// <returns>Bytes received, at least one; 0 at the end of the connection.</returns>
    /// <exception cref="IOException">It broke.</exception>
    internal abstract ValueTask<int> ReceiveAsync(Memory<byte> target);

    /// <summary>Sends all of it; completes when the kernel has it.</summary>
    /// <exception cref="IOException">It broke.</exception>
    internal abstract ValueTask SendAsync(ReadOnlyMemory<byte> source);

    /// <summary>Whether a short message would be sent without waiting.</summary>
    internal virtual bool CanSend => true;

    /// <summary>Sends as much as is possible without waiting; only after <see cref="Unblock"/>.</summary>
    /// <returns>Bytes sent; 0 if a thread must wait.</returns>
    /// <exception cref="IOException">It broke.</exception>
    internal virtual int TrySend(ReadOnlyMemory<byte> source) => 0;

    /// <summary>Sends at least one byte, and waits on the calling thread until that is possible; only after
    /// <see cref="Unblock"/>.</summary>
    /// <exception cref="IOException">It broke.</exception>
    internal virtual int SendSome(ReadOnlyMemory<byte> source)
    {
        SendAsync(source).AsTask().GetAwaiter().GetResult();
        return source.Length;
    }

    /// <summary>A blocking one doesn't block any more: receiving is asynchronous, and sending doesn't wait.</summary>
    internal virtual void Unblock()
    {
    }

    /// <summary>Signals that nothing more will be sent.</summary>
    internal abstract void EndSending();

    /// <exception cref="EndOfStreamException">It ended before.</exception>
    internal async ValueTask ReceiveAllAsync(Memory<byte> target)
    {
        while (target.Length > 0)
        {
            var count = await ReceiveAsync(target).ConfigureAwait(false);
            if (count == 0)
                throw new EndOfStreamException("the other side ended it in the middle of a message");
            target = target.Slice(count);
        }
    }

    /// <summary>Ends both directions. Waiting calls get the end, or an error.</summary>
    public abstract void Dispose();

    /// <summary>Whether an exception is a connection's ordinary end, and no bug.</summary>
    internal static bool IsEnd(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException;

    private protected static void Shutdown(Socket socket, SocketShutdown directions)
    {
        try
        {
            socket.Shutdown(directions);
        }
        catch (Exception exception) when (IsEnd(exception))
        {
            // It has ended already: the other side was faster.
        }
    }
}
