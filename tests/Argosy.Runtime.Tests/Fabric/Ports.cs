namespace Argosy.Runtime.Tests;

/// <summary>Two ports of this process that know each other: localities 0 and 1.</summary>
internal sealed class Ports : IDisposable
{
    internal static readonly TimeSpan s_limit = Patience.Limit;
    internal static readonly PeerSession s_session = new(0x1111, 0x2222);

    internal Ports(string provider, FabricOptions? options = null, PeerSession? session = null)
    {
        Left = FabricParcelport.Open(RdmaScope.Host, provider, options);
        Right = FabricParcelport.Open(RdmaScope.Host, provider, options);
        Left.Connect(1, Right.Address, session ?? s_session);
        Right.Connect(0, Left.Address, Reverse(session ?? s_session));
        Left.Start(0, AtLeft);
        Right.Start(1, AtRight);
    }

    internal FabricParcelport Left { get; }

    internal FabricParcelport Right { get; }

    internal FakeReceiver AtLeft { get; } = new();

    internal FakeReceiver AtRight { get; } = new();

    /// <summary>The session from the other side's view.</summary>
    internal static PeerSession Reverse(PeerSession session) => new(session.Incoming, session.Outgoing)
    {
        Keys = session.Keys is { } keys ? new(keys.Incoming, keys.Outgoing) : null,
        Limits = session.Limits,
    };

    /// <summary>A parcel of index data and payload, which takes over the owners' references.</summary>
    internal static unsafe OutgoingParcel Parcel(
        FabricParcelport port, ReadOnlySpan<byte> index,
        params (IntPtr Address, int Length, IPayloadOwner Owner)[] payload)
    {
        var parcel = port.Rent();
        parcel.Header = new ParcelHeader(ParcelKind.Call, ParcelFlags.None, 0, 0, 77, 5, 0, 0, 3);
        try
        {
            var writer = new ArchiveWriter(parcel);
            writer.WriteBytes(index[..(index.Length / 2)]);
            foreach (var (address, length, owner) in payload)
                writer.AddChunk((byte*)address, length, owner);
            writer.WriteBytes(index[(index.Length / 2)..]);
            writer.Complete();
        }
        catch
        {
            parcel.Clear(); // a pool that was disposed of waits for every block
            throw;
        }
        return parcel;
    }

    /// <summary>Sends; the task ends when the parcel is completed.</summary>
    internal static Task SendAsync(FabricParcelport port, int to, OutgoingParcel parcel)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parcel.Sent = failure =>
        {
            if (failure is null)
                sent.TrySetResult();
            else
                sent.TrySetException(failure);
        };
        port.Send(to, parcel);
        return sent.Task.WaitAsync(s_limit);
    }

    /// <summary>Bytes that differ for each seed and position.</summary>
    internal static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A pointer chunk.</summary>
    internal static unsafe (IntPtr, int, IPayloadOwner) Pointer(byte[] array)
    {
        var pin = new Pin(array);
        return ((IntPtr)pin.Address, array.Length, pin);
    }

    /// <summary>A chunk in the port's pool.</summary>
    internal static unsafe (IntPtr, int, IPayloadOwner) Pooled(FabricParcelport port, byte[] content)
    {
        var block = port.Pool.Rent(content.Length);
        content.CopyTo(block.Span);
        return ((IntPtr)block.Address, content.Length, block);
    }

    public void Dispose()
    {
        // Most tests send from the left: with this order no port sends to a closed port (see DisconnectTests for the
        // reason).
        Right.Dispose();
        Left.Dispose();
    }
}
