using System.Diagnostics;
using Argosy.Runtime.Tests.Bootstrap;
using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Actions that hold every thread of a locality's pool, for longer than its silence is tolerated.</summary>
public sealed class StarvationTests
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_long = 12 * s_heartbeat; // twice what loses a silent locality

    // Cold: the first answer's connection is made while no thread of the pool is free.
    [Theory]
    [Over("tcp"), Over("shm"), Over("fabric:tcp"), Over("fabric:net")]
    public Task Work_in_any_amount_loses_no_locality_that_has_just_joined(string parcelport) =>
        StarveAsync(parcelport, 400, s_long, warm: false);

    [Theory]
    [Over("tcp"), Over("shm"), Over("fabric:tcp"), Over("fabric:net")]
    public Task Work_in_any_amount_loses_no_locality_that_has_talked(string parcelport) =>
        StarveAsync(parcelport, 400, s_long, warm: true);

    [Theory]
    [Over("tcp"), Over("shm"), Over("fabric:tcp"), Over("fabric:net")]
    [Trait("Category", "Soak")]
    public Task Nor_in_a_minute(string parcelport) =>
        StarveAsync(parcelport, 10_000, TimeSpan.FromMinutes(1), warm: false);

    private static async Task StarveAsync(string parcelport, int actions, TimeSpan time, bool warm)
    {
        var options = TestCluster.Options(2) with { Parcelport = parcelport, Heartbeat = s_heartbeat };
        await using var cluster = await ProcessCluster.JoinAsync(
            options, ("ARGOSY_TEST_POOL", $"{Environment.ProcessorCount}"));
        var lost = new List<int>();
        cluster.Here.LocalityLost += (locality, _) =>
        {
            lock (lost)
                lost.Add(locality.Id);
        };
        if (warm)
            await cluster.MeetAsync();
        var blocked = Enumerable.Range(0, actions)
            .Select(i => cluster[1].CallAsync(ClusterActions.s_block, i).AsTask()).ToArray();
        for (var running = Stopwatch.StartNew(); running.Elapsed < time;)
            (await cluster[1].CallAsync(ClusterActions.s_ping, 7).AsTask().WaitAsync(Bound.s_wait)).ShouldBe(7);
        blocked.ShouldAllBe(one => !one.IsCompleted);
        await cluster[1].CallAsync(ClusterActions.s_release, 0).AsTask().WaitAsync(Bound.s_wait);
        (await Task.WhenAll(blocked).WaitAsync(Bound.s_wait)).ShouldBe(Enumerable.Range(0, actions));
        lock (lost)
            lost.ShouldBeEmpty();
    }
}
