using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Argosy.Runtime.Tests.Tcp;

/// <summary>A received parcel, with a copy of its payload for comparison.</summary>
internal sealed record Arrived(int From, ParcelHeader Header, byte[] Index, byte[][] Payload);

/// <summary>Acts as the locality above a port: requests every chunk, or the chosen ones, and keeps what
/// arrives.</summary>
internal sealed class RecordingReceiver(Func<int, bool>? wants = null) : IParcelReceiver
{
    private readonly Channel<Arrived> _arrived = Channel.CreateUnbounded<Arrived>();
    private readonly TaskCompletionSource<(int Locality, Exception Reason)> _lost =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ConcurrentQueue<Exception> Failures { get; } = [];

    internal int _timesLost;

    /// <summary>Replaces the locality's handling of a parcel; true means that the parcel isn't recorded.</summary>
    internal Func<int, ParcelHeader, bool>? OnReceive { get; set; }

    internal Task<(int Locality, Exception Reason)> WhenLost => _lost.Task.WaitAsync(Bound.s_wait);

    internal async Task<Arrived> NextAsync()
    {
        using var limit = new CancellationTokenSource(Bound.s_wait);
        return await _arrived.Reader.ReadAsync(limit.Token);
    }

    public unsafe Delivery? Receive(
        int locality, in ParcelHeader header, ReadOnlySpan<byte> index, ArchiveSource source)
    {
        if (OnReceive?.Invoke(locality, header) == true)
            return null;
        if (source.Payload.Count == 0)
        {
            _arrived.Writer.TryWrite(new(locality, header, index.ToArray(), []));
            return null;
        }
        var blocks = new List<(RmaBlock Block, int Length)>();
        for (var i = 0; i < source.Payload.Count; i++)
        {
            if (wants?.Invoke(i) == false)
                continue;
            var block = source.Pool.Rent(source.Payload[i].Length);
            blocks.Add((block, source.Payload[i].Length));
            source.Ask(new Fill(i, block.Address, source.Payload[i].Length, block.AddReference()));
        }
        return new Recording(this, locality, header, index.ToArray(), blocks);
    }

    public void Lost(int locality, Exception reason)
    {
        Interlocked.Increment(ref _timesLost);
        _lost.TrySetResult((locality, reason));
        if (locality < 2)
            _arrived.Writer.TryComplete(reason); // a wait for the pair's other side ends with the reason
    }

    private sealed class Recording(
        RecordingReceiver owner, int from, ParcelHeader header, byte[] index,
        List<(RmaBlock Block, int Length)> blocks) : Delivery
    {
        internal override void Complete(Exception? failure)
        {
            if (failure is null)
                owner._arrived.Writer.TryWrite(new(
                    from, header, index, [.. blocks.Select(one => one.Block.Span.Slice(0, one.Length).ToArray())]));
            else
                owner.Failures.Enqueue(failure);
            blocks.ForEach(one => one.Block.Release());
        }
    }
}

/// <summary>The time limit of each operation before a test fails.</summary>
internal static class Bound
{
    internal static readonly TimeSpan s_wait = Patience.Limit;
}
