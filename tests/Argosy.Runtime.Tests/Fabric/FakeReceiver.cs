using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Argosy.Runtime.Tests;

/// <summary>A parcel that the fake receiver got. Disposing of it returns its blocks.</summary>
internal sealed class Arrived(int from, ParcelHeader header, byte[] index) : Delivery, IDisposable
{
    private readonly List<RmaBlock> blocks = [];
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal int From => from;

    internal ParcelHeader Header => header;

    internal byte[] Index => index;

    internal List<Func<byte[]>> Payloads { get; } = [];

    internal Action<Arrived>? OnCompleted { get; set; }

    internal Task Whole => completed.Task;

    internal byte[] Payload(int number) => Payloads[number]();

    internal override void Complete(Exception? failure)
    {
        if (failure is null)
            completed.TrySetResult();
        else
            completed.TrySetException(failure);
        OnCompleted?.Invoke(this);
    }

    internal unsafe void IntoPool(ArchiveSource source, int chunk, int length)
    {
        var block = source.Pool.Rent(length);
        blocks.Add(block);
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
        blocks.ForEach(block => block.Release());
        blocks.Clear();
    }
}

/// <summary>Pins an array.</summary>
internal sealed unsafe class Pin(byte[] array) : IPayloadOwner
{
    private GCHandle handle = GCHandle.Alloc(array, GCHandleType.Pinned);

    internal byte* Address => (byte*)handle.AddrOfPinnedObject();

    public void Release() => handle.Free();
}

/// <summary>Accepts every parcel and requests all of its payload, into the pool or into arrays.</summary>
internal sealed class FakeReceiver : IParcelReceiver
{
    private readonly BlockingCollection<Arrived> arrived = [];
    private readonly BlockingCollection<(int Locality, Exception Reason)> lost = [];

    internal bool Arrays { get; set; }

    /// <summary>Runs on the progress thread after a parcel was decoded.</summary>
    internal Action<Arrived>? OnReceived { get; set; }

    /// <summary>Runs on the progress thread when a parcel is complete; the parcel isn't kept then.</summary>
    internal Action<Arrived>? OnWhole { get; set; }

    internal int LostCount => lost.Count;

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
            arrived.Add(one);
        return one;
    }

    public void Lost(int locality, Exception reason) => lost.Add((locality, reason));

    internal async Task<Arrived> NextAsync()
    {
        var one = await Task.Run(() => arrived.TryTake(out var next, Ports.Limit) ? next : throw new TimeoutException("no parcel came"));
        await one.Whole.WaitAsync(Ports.Limit);
        return one;
    }

    internal (int Locality, Exception Reason) NextLost() =>
        lost.TryTake(out var next, Ports.Limit) ? next : throw new TimeoutException("nobody was lost");
}
