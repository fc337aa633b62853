using System.Diagnostics.CodeAnalysis;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>One side's messages: windows of 64 from several parallel loops; each loop waits for a window before the
/// next.</summary>
/// <param name="Size">Bytes of a message.</param>
/// <param name="Threads">Loops, each on a thread of the pool.</param>
/// <param name="Rounds">Windows of each loop.</param>
/// <param name="IsRegistered">An RmaVector; else a SerializeBuffer of unregistered memory.</param>
/// <param name="Rotating">Bytes of the ring that all loops share; 0: each message is the same.</param>
internal readonly record struct Flood(int Size, int Threads, int Rounds, bool IsRegistered, int Rotating)
{
    public const int Window = 64;

    // The number of messages in one loop's memory.
    private int Messages => Math.Max(1, Rotating / Threads / Size);

    public Task RunAsync(Locality target, RmaPool pool)
    {
        var flood = this;
        return Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
            flood.IsRegistered ? flood.SendVectorsAsync(target, pool) : flood.SendBuffersAsync(target))));
    }

    private async Task SendVectorsAsync(Locality target, RmaPool pool)
    {
        var vectors = new RmaVector<byte>[Messages];
        for (var i = 0; i < vectors.Length; i++) vectors[i] = new(pool, Size);
        await SendAsync(i => target.CallAsync(Actions.TakeVector, vectors[i]));
        foreach (var vector in vectors) vector.Dispose();
    }

    private async Task SendBuffersAsync(Locality target)
    {
        var (size, memory) = (Size, new byte[Messages * Size]);
        await SendAsync(i =>
        {
            using var buffer = SerializeBuffer.Reference(memory.AsMemory(i * size, size));
            return target.CallAsync(Actions.TakeBuffer, buffer);
        });
    }

    [SuppressMessage("Reliability", "CA2012",
        Justification = "Each is awaited once, when its place in the window is needed again.")]
    private async Task SendAsync(Func<int, ValueTask<Unit>> send)
    {
        var (window, next, messages) = (new ValueTask<Unit>[Window], 0, Messages);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < Window; i++)
            {
                window[i] = send(next);
                next = (next + 1) % messages;
            }

            for (var i = 0; i < Window; i++) await window[i];
        }
    }
}
