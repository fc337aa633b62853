using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>A process that is stopped for a while is slow, not lost.</summary>
[Collection(WholeClusters.Name)]
public sealed class StoppedLocalityTests
{
    private const int Calls = 3000;
    private const int Weight = 2000;

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    public async Task Calls_wait_in_bounded_memory_and_are_answered_once_it_goes_on(string parcelport)
    {
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 2);
        await cluster.MeetAsync();
        var window = new ClusterOptions().MaximumOutstanding;
        var lent = cluster.Pool.Statistics.LentBytes;
        cluster.Stop(1);

        // The port accepts posts while it has credit; the first post without credit blocks its caller.
        var posted = 0;
        var weight = new byte[Weight];
        var post = Task.CompletedTask;
        for (; post.IsCompletedSuccessfully && posted <= 2 * window; posted++)
            post = cluster[1].PostAsync(ClusterActions.s_count, (1, weight)).AsTask();
        posted.ShouldBeLessThanOrEqualTo(window + 1);
        (cluster.Pool.Statistics.LentBytes - lent).ShouldBeLessThan(2L * posted * 4096);
        var calls = Enumerable.Range(0, Calls)
            .Select(i => cluster[1].CallAsync(ClusterActions.s_double, i).AsTask()).ToArray();
        calls.ShouldAllBe(one => !one.IsCompleted);
        cluster.Here.Outstanding.ShouldBe(Calls);

        cluster.Continue(1);
        (await Task.WhenAll(calls).WaitAsync(Bound.s_wait)).ShouldBe(Enumerable.Range(0, Calls).Select(i => 2 * i));
        await post.WaitAsync(Bound.s_wait);
        await CountedAsync(cluster, posted).WaitAsync(Bound.s_wait);
        cluster.Here.Outstanding.ShouldBe(0);
        SpinWait.SpinUntil(() => cluster.Pool.Statistics.LentBytes <= lent, Bound.s_wait)
            .ShouldBeTrue($"{cluster.Pool.Statistics.LentBytes} bytes are lent, {lent} were before");
    }

    // Calls may start before posts that were made earlier.
    private static async Task CountedAsync(ProcessCluster cluster, int expected)
    {
        while (await cluster[1].CallAsync(ClusterActions.s_count, (0, [])) != expected)
        {
        }
    }
}
