using Argosy.Runtime.Tests.Tcp;
using Xunit.Abstractions;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>What two processes hold after very many calls, beside what they held after some. Neither is the test's own process.</summary>
public sealed class LeakTests(ITestOutputHelper output)
{
    private const long Managed = 1 << 20; // 10 bytes a call would show
    private const long Resident = 24 << 20; // arenas and the collector's reserve come and go; 300 bytes a call would show
    private const long Slabs = 2 << 20;
    private const long Threads = 32; // the thread pool grows on a busy machine, and shrinks; one for every 30 000 calls would show
    private const long Files = 16; // assemblies that are loaded late, and what threads open; a call in a thousand would show

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    [Trait("Category", "Slow")]
    public Task A_hundred_thousand_calls_leave_nothing_behind(string parcelport) => RunAsync(parcelport, 30_000, 100_000);

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    [Trait("Category", "Soak")]
    public Task A_million_calls_leave_nothing_behind(string parcelport) => RunAsync(parcelport, 100_000, 1_000_000);

    private async Task RunAsync(string parcelport, int warmUp, int calls)
    {
        var limit = Bound.Wait + TimeSpan.FromMilliseconds(calls / 5);
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 3);
        await cluster[1].CallAsync(ClusterActions.Drive, (2, warmUp)).AsTask().WaitAsync(limit);
        var before = await MeasureAsync(cluster);
        (await cluster[1].CallAsync(ClusterActions.Drive, (2, calls)).AsTask().WaitAsync(limit)).ShouldBe(calls);
        var after = await MeasureAsync(cluster);
        for (var i = 0; i < 2; i++)
        {
            output.WriteLine($"locality {i + 1}: {before[i]}{Environment.NewLine}         -> {after[i]}");
            (after[i].Managed - before[i].Managed).ShouldBeLessThan(Managed);
            (after[i].Resident - before[i].Resident).ShouldBeLessThan(Resident);
            (after[i].Slabs - before[i].Slabs).ShouldBeLessThanOrEqualTo(Slabs);
            (after[i].Threads - before[i].Threads).ShouldBeLessThanOrEqualTo(Threads);
            (after[i].Files - before[i].Files).ShouldBeLessThanOrEqualTo(Files);
            after[i].Lent.ShouldBeLessThanOrEqualTo(before[i].Lent + 16_384); // an acknowledgement that is still on its way
        }
    }

    private static async Task<Footprint[]> MeasureAsync(ProcessCluster cluster) =>
    [
        Footprint.From(await cluster[1].CallAsync(ClusterActions.Measure, 0).AsTask().WaitAsync(Bound.Wait)),
        Footprint.From(await cluster[2].CallAsync(ClusterActions.Measure, 0).AsTask().WaitAsync(Bound.Wait)),
    ];
}
