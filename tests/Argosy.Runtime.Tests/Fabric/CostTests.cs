using Argosy.Runtime.Tests.Clusters;

namespace Argosy.Runtime.Tests;

[Collection(CountersAlone.Name)]
public sealed class CostTests
{
    [NativeFact]
    public void Each_slab_is_registered_once()
    {
        using var domain = RdmaDomain.Open(RdmaScope.Host);
        using var pool = new RmaPool(new FabricSlabs(domain, RemoteAccess.Read));
        var before = RuntimeCounters.Now;
        for (var i = 0; i < 1000; i++)
        {
            var block = pool.Rent(1 << 16);
            block.IsRegistered.ShouldBeTrue();
            block.Release();
        }
        RuntimeCounters.Now.Since(before).Registrations.ShouldBe(1);
        pool.Statistics.Slabs.ShouldBe(1);
    }

    [NativeTheory]
    [InlineData("shm")]
    [InlineData("tcp")]
    public async Task Pool_memory_travels_without_copies_registrations_or_managed_memory(string provider)
    {
        using var ports = new Ports(provider);
        await SendOneAsync(ports); // makes and registers slabs
        var before = RuntimeCounters.Now;
        for (var i = 0; i < 20; i++)
            await SendOneAsync(ports);
        var cost = RuntimeCounters.Now.Since(before);
        cost.ShouldBe(new RuntimeCounters(0, 0, 0, 0, 20, 20, 20 * 65536, 20 * 65536));

        static async Task SendOneAsync(Ports ports)
        {
            await Ports.SendAsync(
                ports.Left, 1, Ports.Parcel(ports.Left, [1], Ports.Pooled(ports.Left, new byte[65536])));
            (await ports.AtRight.NextAsync()).Dispose();
        }
    }

    [NativeTheory]
    [InlineData("shm")]
    [InlineData("tcp")]
    public async Task A_pointer_chunk_is_registered_once_and_its_array_target_where_the_provider_needs_it(
        string provider)
    {
        using var ports = new Ports(provider);
        ports.AtRight.Arrays = true;
        var before = RuntimeCounters.Now;
        await Ports.SendAsync(ports.Left, 1, Ports.Parcel(ports.Left, [1], Ports.Pointer(new byte[65536])));
        await ports.AtRight.NextAsync();
        var cost = RuntimeCounters.Now.Since(before);
        // And the left pool's slab, for the index data.
        (cost.PayloadCopies, cost.Registrations).ShouldBe((0, 2));
    }

    [NativeTheory]
    [InlineData("shm")]
    [InlineData("tcp")]
    public async Task Many_parcels_leave_no_memory_behind(string provider)
    {
        using var ports = new Ports(provider);
        ports.AtRight.OnWhole = one => one.Dispose();
        const int parcels = 4000;
        var rounds = new List<(long Managed, long Native, long Slabs)>();
        for (var i = 0; i <= Growth.Rounds; i++)
        {
            await ManyAsync(ports, parcels);
            (ports.Left.Pool.Statistics.Lent, ports.Right.Pool.Statistics.Lent).ShouldBe((0, 0));
            rounds.Add((
                Footprint.LiveObjects(), Footprint.AllocatedByC(),
                ports.Left.Pool.Statistics.Slabs + ports.Right.Pool.Statistics.Slabs));
        }

        Growth.ShouldStop("bytes of live objects", [.. rounds.Select(r => r.Managed)], 8 * parcels);
        Growth.ShouldStop("bytes of malloc", [.. rounds.Select(r => r.Native)], 8 * parcels);
        Growth.ShouldStop("slabs", [.. rounds.Select(r => r.Slabs)], 0);
    }

    private static async Task ManyAsync(Ports ports, int count)
    {
        var payload = Ports.Bytes(1, 8192);
        for (var i = 0; i < count; i += 50)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(k => Ports.SendAsync(ports.Left, 1, k % 2 == 0
                ? Ports.Parcel(ports.Left, [1], Ports.Pointer(payload))
                : Ports.Parcel(ports.Left, new byte[300]))));
        }
        await DisconnectTests.Eventually(() => ports.Right.Pool.Statistics.Lent == 0);
    }
}
