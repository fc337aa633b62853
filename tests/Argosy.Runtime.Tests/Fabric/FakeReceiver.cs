using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Tests;

/// <summary>A parcel that the fake receiver got. Disposing of it returns its blocks.</summary>
internal sealed class Arrived(int from, ParcelHeader header, byte[] index) : Delivery, IDisposable
{
    private readonly List<RmaBlock> _blocks = [];
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal int From => from;

    internal ParcelHeader Header => header;

    internal byte[] Index => index;

    internal List<Func<byte[]>> Payloads { get; } = [];

    internal Action<Arrived>? OnCompleted { get; set; }

    internal Task Whole => _completed.Task;

    internal byte[] Payload(int number) => Payloads[number]();

    internal override void Complete(Exception? failure)
    {
        if (failure is null)
            _completed.TrySetResult();
        else
            _completed.TrySetException(failure);
        OnCompleted?.Invoke(this);
    }

    internal unsafe void IntoPool(ArchiveSource source, int chunk, int length)
    {
        var block = source.Pool.Rent(length);
        _blocks.Add(block);
        Payloads.Add(() => block.Span[..length].ToArray());
        source.Ask(new Fill(chunk, block.Address, length, block.AddReference()));
    }

    internal unsafe void IntoArray(ArchiveSource source, int chunk, int length)
    {
        var array = new byte[length];
        Payloads.Add(() => array);
        var pin = new Pin(array);
        source.Ask(new Fill(chunk, pin.Address, length, pin));
    }

    public void Dispose()
    {
        _blocks.ForEach(block => block.Release());
        _blocks.Clear();
    }
}

/// <summary>Pins an array.</summary>
internal sealed unsafe class Pin(byte[] array) : IPayloadOwner
{
    private GCHandle _handle = GCHandle.Alloc(array, GCHandleType.Pinned);

    internal byte* Address => (byte*)_handle.AddrOfPinnedObject();

    public void Release() => _handle.Free();
}

/// <summary>Accepts every parcel and requests all of its payload, into the pool or into arrays.</summary>
internal sealed class FakeReceiver : IParcelReceiver
{
    private readonly BlockingCollection<Arrived> _arrived = [];
    private readonly BlockingCollection<(int Locality, Exception Reason)> _lost = [];

    internal bool Arrays { get; set; }

    /// <summary>Runs on the progress thread after a parcel was decoded.</summary>
    internal Action<Arrived>? OnReceived { get; set; }

    /// <summary>Runs on the progress thread when a parcel is complete; the parcel isn't kept then.</summary>
    internal Action<Arrived>? OnWhole { get; set; }

    internal int LostCount => _lost.Count;

    public Delivery? Receive(int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        var one = new Arrived(locality, header, index.ToArray()) { OnCompleted = OnWhole };
        for (var i = 0; i < source.Payload.Count; i++)
        {
            source.Take(source.Payload[i].Length);
            if (Arrays)
                one.IntoArray(source, i, source.Payload[i].Length);
            else
                one.IntoPool(source, i, source.Payload[i].Length);
        }
        OnReceived?.Invoke(one);
        if (OnWhole is null)
            _arrived.Add(one);
        return one;
    }

    public void Lost(int locality, Exception reason) => _lost.Add((locality, reason));

    internal async Task<Arrived> NextAsync()
    {
        var one = await Task.Run(() => _arrived.TryTake(out var next, Ports.s_limit)
            ? next
            : throw new TimeoutException("no parcel came"));
        await one.Whole.WaitAsync(Ports.s_limit);
        return one;
    }

    internal (int Locality, Exception Reason) NextLost() =>
        _lost.TryTake(out var next, Ports.s_limit) ? next : throw new TimeoutException("nobody was lost");
}
