using System.Diagnostics;
using System.Net.Sockets;
#if !NET
using System.Runtime.InteropServices;
#endif

namespace Argosy.Runtime;

/// <summary>A plain socket. With <paramref name="blocking"/> its receiver is a separate thread,
/// which waits in the kernel.</summary>
// .NET makes a socket permanently non-blocking with its first asynchronous operation, and a blocking call then costs
// two changes of threads. So a blocking wire does nothing asynchronously, and each direction has its own connection.
internal sealed class SocketWire(Socket socket, bool blocking, bool spins = true) : Wire
{
    private const int SecondInMicroseconds = 1_000_000;

    private static readonly long s_patience = Stopwatch.Frequency / 20_000; // 50 us
    private static readonly int s_mostLooking = Math.Max(1, Environment.ProcessorCount / 2);
    private static int s_looking;
    private volatile bool _blocking = blocking;
    private int _disposed;

    internal override string Peer { get; } = Describe(socket);

    internal override ValueTask<int> ReceiveAsync(Memory<byte> target)
    {
        if (_blocking && spins)
            LookForSome();
#if NET
        return _blocking ? new(socket.Receive(target.Span)) : socket.ReceiveAsync(target, SocketFlags.None);
#else
        return ReceiveByArrayAsync(target);
#endif
    }

    internal override ValueTask SendAsync(ReadOnlyMemory<byte> source)
    {
#if NET
        if (!_blocking)
            return SendAllAsync(source);
        for (var left = source; left.Length > 0;)
            left = left.Slice(socket.Send(left.Span));
        return default;
#else
        return SendByArrayAsync(source);
#endif
    }

    internal override bool CanSend => socket.Poll(0, SelectMode.SelectWrite);

    internal override int TrySend(ReadOnlyMemory<byte> source)
    {
#if NET
        var sent = socket.Send(source.Span, SocketFlags.None, out var error);
#else
        var segment = Stage(source);
        var sent = socket.Send(segment.Array!, segment.Offset, segment.Count, SocketFlags.None, out var error);
#endif
        return error switch
        {
            SocketError.Success => sent,
            SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable => 0,
            _ => throw new SocketException((int)error),
        };
    }

    internal override int SendSome(ReadOnlyMemory<byte> source)
    {
        int sent;
        while ((sent = TrySend(source)) == 0)
            socket.Poll(SecondInMicroseconds, SelectMode.SelectWrite);
        return sent;
    }

    internal override void Unblock()
    {
        _blocking = false;
        socket.Blocking = false;
    }

    internal override void EndSending() => Shutdown(socket, SocketShutdown.Send);

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        Shutdown(socket,
            SocketShutdown.Both); // wakes a thread that waits in the kernel; closing alone doesn't on every system
        socket.Dispose();
    }

    // The answer to a small call arrives sooner than an idle core wakes: about 30 us in a virtual machine. Few threads
    // poll at a time, and they yield to others.
    private void LookForSome()
    {
        if (Interlocked.Increment(ref s_looking) <= s_mostLooking)
        {
            var end = Stopwatch.GetTimestamp() + s_patience;
            while (socket.Available == 0 && Stopwatch.GetTimestamp() < end)
                Thread.Yield();
        }
        Interlocked.Decrement(ref s_looking);
    }

    private static string Describe(Socket socket)
    {
        try
        {
            return socket.RemoteEndPoint?.ToString() ?? "nobody";
        }
        catch (SocketException)
        {
            return "a peer that is gone already";
        }
    }

#if NET
    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> source)
    {
        while (source.Length > 0)
            source = source.Slice(await socket.SendAsync(source, SocketFlags.None).ConfigureAwait(false));
    }
#else
    private const int StagingLength = 64 * 1024;
    private byte[]? _staging;
    private byte[]? _sendStaging;

    // These sockets support only arrays: other memory is copied through one, which is counted.
    private async ValueTask<int> ReceiveByArrayAsync(Memory<byte> target)
    {
        var direct = MemoryMarshal.TryGetArray<byte>(target, out var segment);
        if (!direct)
            segment = new(_staging ??= new byte[StagingLength], 0, Math.Min(StagingLength, target.Length));
        var count = _blocking
            ? socket.Receive(segment.Array!, segment.Offset, segment.Count, SocketFlags.None)
            : await socket.ReceiveAsync(segment, SocketFlags.None).ConfigureAwait(false);
        if (!direct && count > 0)
        {
            segment.AsSpan(0, count).CopyTo(target.Span);
            Counters.Copied(count);
        }
        return count;
    }

    private async ValueTask SendByArrayAsync(ReadOnlyMemory<byte> source)
    {
        while (source.Length > 0)
        {
            var segment = Stage(source);
            var sent = _blocking
                ? socket.Send(segment.Array!, segment.Offset, segment.Count, SocketFlags.None)
                : await socket.SendAsync(segment, SocketFlags.None).ConfigureAwait(false);
            source = source.Slice(sent);
        }
    }

    private ArraySegment<byte> Stage(ReadOnlyMemory<byte> source)
    {
        if (MemoryMarshal.TryGetArray(source, out var segment))
            return segment;
        var count = Math.Min(StagingLength, source.Length);
        source.Span.Slice(0, count).CopyTo(_sendStaging ??= new byte[StagingLength]);
        Counters.Copied(count);
        return new(_sendStaging, 0, count);
    }
#endif
}
