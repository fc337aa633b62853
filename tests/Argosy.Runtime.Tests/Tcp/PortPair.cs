namespace Argosy.Runtime.Tests.Tcp;

/// <summary>Two ports of this process that know each other as localities 0 and 1.</summary>
internal sealed class PortPair : IDisposable
{
    internal static readonly PeerSession s_sessionOfLeft = new(101, 102);
    internal static readonly PeerSession s_sessionOfRight = new(102, 101);

    internal PortPair(TcpOptions? left = null, TcpOptions? right = null, Func<int, bool>? wants = null)
    {
        AtLeft = new();
        AtRight = new(wants);
        Left = new(left ?? new());
        Right = new(right ?? left ?? new());
        Left.Start(0, AtLeft);
        Right.Start(1, AtRight);
        Left.Connect(1, Right.Address, s_sessionOfLeft);
        Right.Connect(0, Left.Address, s_sessionOfRight);
    }

    internal TcpParcelport Left { get; }

    internal TcpParcelport Right { get; }

    internal RecordingReceiver AtLeft { get; }

    internal RecordingReceiver AtRight { get; }

    public void Dispose()
    {
        Left.Dispose();
        Right.Dispose();
    }
}

internal static class Parcels
{
    /// <summary>A parcel with that many bytes of index data, and payload chunks of these lengths between
    /// them.</summary>
    internal static unsafe OutgoingParcel Make(IParcelport port, ulong call, byte[] index, params byte[][] payload)
    {
        var parcel = port.Rent();
        parcel.Header = new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 0, 0, call, 7, 0, 0, 3);
        var writer = new ArchiveWriter(parcel);
        for (var i = 0; i < payload.Length; i++)
        {
            var block = port.Pool.Rent(payload[i].Length);
            payload[i].CopyTo(block.Span);
            writer.AddChunk(block.Address, payload[i].Length, block);
            if (i == 0)
                writer.WriteBytes(index);
        }
        if (payload.Length == 0)
            writer.WriteBytes(index);
        writer.Complete();
        return parcel;
    }

    /// <summary>Sends and returns the outcome.</summary>
    internal static Task<Exception?> SendAsync(IParcelport port, int to, OutgoingParcel parcel) =>
        SendAsync(parcel, one => port.Send(to, one));

    /// <summary>Sends by any method and returns the outcome.</summary>
    internal static Task<Exception?> SendAsync(OutgoingParcel parcel, Action<OutgoingParcel> send)
    {
        var sent = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        parcel.Sent = failure => sent.SetResult(failure);
        send(parcel);
        return sent.Task.WaitAsync(Bound.s_wait);
    }

    internal static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
