using System.Diagnostics;
using Argosy.Runtime;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>
/// A remote get of each size, one at a time, in microseconds: the median of batches. The caller and the other side each
/// drive their own progress, like the peer in C. The cluster only exchanges their addresses.
/// </summary>
internal sealed class GetWork : IWork
{
    private const int Batch = 20;
    private const int Some = 1000;
    private const int Little = 64;

    /// <summary>The location of the other side's memory, as numbers and bytes:
    /// no special type has to be sent.</summary>
    public static readonly ActionDescriptor<(string Provider, int Length), (byte[] Endpoint, byte[] Memory)> Expose =
        Actions.Of<(string, int), (byte[], byte[])>(
            "Expose", isDirect: false, static (wanted, _) => new(Open(wanted.Item1, wanted.Item2)));

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order)
    {
        var (theirs, place) = await membership.Other.CallAsync(Expose, (order.Provider, order.Sizes.Max()));
        using var domain = RdmaDomain.Open(RdmaScope.Host, order.Provider);
        using var endpoint = domain.OpenEndpoint();
        using IDisposable memory = domain.Allocate(order.Sizes.Max());
        ((RegisteredMemory)memory).GetSpan().Fill(1);
        var peer = endpoint.AddPeer(new RdmaAddress(theirs));
        var remote = RemoteMemory.Decode(place);
        var little = ((RegisteredMemory)memory).Slice(0, Little);
        await WarmUp.RunAsync(membership, order, () =>
        {
            for (var i = 0; i < Some; i++) endpoint.Read(peer, little, remote);
            return Task.CompletedTask;
        });
        return order.Sizes.ToDictionary(
            size => $"{size}",
            size => Measure(endpoint, peer, ((RegisteredMemory)memory).Slice(0, size), remote, order.Milliseconds));
    }

    private static double Measure(
        RdmaEndpoint endpoint, RdmaPeer peer, RegisteredSlice target, RemoteMemory remote, int milliseconds)
    {
        for (var i = 0; i < Batch; i++) endpoint.Read(peer, target, remote);
        var times = new List<double>();
        for (var begin = Stopwatch.GetTimestamp();
            Stopwatch.GetElapsedTime(begin).TotalMilliseconds < milliseconds || times.Count < 10;)
        {
            var batch = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++) endpoint.Read(peer, target, remote);
            times.Add(Stopwatch.GetElapsedTime(batch).TotalMicroseconds / Batch);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    // Stays open, and keeps its thread busy, until the process ends.
    private static (byte[] Endpoint, byte[] Memory) Open(string provider, int length)
    {
        var domain = RdmaDomain.Open(RdmaScope.Host, provider);
        var endpoint = domain.OpenEndpoint();
        var memory = domain.Allocate(length, RemoteAccess.Read);
        memory.GetSpan().Fill(1); // pages that were never written to are others
        new Thread(() =>
        {
            while (true) endpoint.Poll();
        })
        { IsBackground = true }.Start();
        var place = new byte[RemoteMemory.EncodedLength];
        memory.Remote.Encode(place);
        GC.KeepAlive(domain);
        return (endpoint.Address.Bytes.ToArray(), place);
    }
}
