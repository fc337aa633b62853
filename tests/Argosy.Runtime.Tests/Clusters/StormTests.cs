using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Many calls at once. ARGOSY_STORM_SEED and ARGOSY_STORM_CALLS set the seed and the calls per
/// thread.</summary>
[Collection(WholeClusters.Name)]
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Outstanding = 10_000;
    private const int Threads = 3;

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    public Task Ten_thousand_calls_wait_and_threads_on_both_sides_get_whole_payloads_of_any_size(string parcelport) =>
        RunAsync(parcelport, Number("ARGOSY_STORM_CALLS") ?? 100);

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    [Trait("Category", "Soak")]
    public Task For_a_long_time(string parcelport) => RunAsync(parcelport, Number("ARGOSY_STORM_CALLS") ?? 3000);

    private async Task RunAsync(string parcelport, int calls)
    {
        var seed = Number("ARGOSY_STORM_SEED") ?? Environment.TickCount;
        output.WriteLine($"ARGOSY_STORM_SEED={seed}");
        var limit = Bound.s_wait + TimeSpan.FromMilliseconds(20 * calls);
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 2);
        var lent = cluster.Pool.Statistics.LentBytes;
        var waiting = Enumerable.Range(0, Outstanding)
            .Select(i => cluster[1].CallAsync(ClusterActions.s_wait, i).AsTask()).ToArray();
        cluster.Here.Outstanding.ShouldBe(Outstanding);
        var there = cluster[1].CallAsync(ClusterActions.s_storm, (0, Threads, calls, seed + 1000)).AsTask();
        await Payloads.StormAsync(cluster[1], Threads, calls, seed).WaitAsync(limit);
        (await there.WaitAsync(limit)).ShouldBe(calls);
        waiting.ShouldAllBe(one => !one.IsCompleted);
        await cluster[1].CallAsync(ClusterActions.s_open, 0).AsTask().WaitAsync(limit);
        (await Task.WhenAll(waiting).WaitAsync(limit)).ShouldBe(Enumerable.Range(0, Outstanding));
        cluster.Here.Outstanding.ShouldBe(0);
        SpinWait.SpinUntil(() => cluster.Pool.Statistics.LentBytes <= lent, Bound.s_wait)
            .ShouldBeTrue($"{cluster.Pool.Statistics.LentBytes} bytes are lent, {lent} were before");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : null;
}
