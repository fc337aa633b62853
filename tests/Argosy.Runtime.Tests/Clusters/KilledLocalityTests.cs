namespace Argosy.Runtime.Tests.Clusters;

/// <summary>SIGKILL in each phase of a rendezvous: the call fails soon, memory is returned, other calls
/// continue.</summary>
/// <remarks>Over shared memory only with the soak tests: once in many runs a survivor's progress thread spins for ever
/// after such a kill, as if the killed process had held a lock of a region that both share.</remarks>
[Collection(WholeClusters.Name)]
public sealed class KilledLocalityTests(Victims victims) : IClassFixture<Victims>
{
    private const int Large = 256 << 20;
    private const int Progress = 16 << 20;
    private static readonly TimeSpan s_soon = Patience.Limit;

    [Theory, Over("tcp"), Over("shm", IsSoak = true), Over("fabric:tcp")]
    public async Task Killed_before_it_fetches(string parcelport)
    {
        var (cluster, victim) = await victims.NextAsync(parcelport);
        var lent = cluster.Pool.Statistics.LentBytes;
        cluster.Stop(victim);
        var call = Send(cluster[victim], ClusterActions.s_echo, 1 << 20);
        cluster.Kill(victim);
        await RequireLossAsync(call, victim);
        await RequireSurvivalAsync(cluster, victim, lent);
    }

    [Theory, Over("tcp"), Over("shm", IsSoak = true), Over("fabric:tcp")]
    public async Task Killed_while_it_fetches(string parcelport)
    {
        // On a busy machine the fetch may end before this thread looks: then the test takes the next victim.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var (cluster, victim) = await victims.NextAsync(parcelport);
            var lent = cluster.Pool.Statistics.LentBytes;
            var process = cluster.Process(victim).Id;
            var before = Footprint.ResidentBytes(process);
            var sent = false;
            var call = Send(cluster[victim], ClusterActions.s_echo, Large, () => Volatile.Write(ref sent, true));
            SpinWait.SpinUntil(
                () => Footprint.ResidentBytes(process) - before > Progress || Volatile.Read(ref sent), s_soon)
                .ShouldBeTrue();
            cluster.Stop(victim);
            var tooLate = Volatile.Read(ref sent);
            cluster.Kill(victim);
            await RequireLossAsync(call, victim);
            await RequireSurvivalAsync(cluster, victim, lent);
            if (!tooLate) return;
        }

        Assert.Fail("Every victim had fetched all of it before it could be killed.");
    }

    [Theory, Over("tcp"), Over("shm", IsSoak = true), Over("fabric:tcp")]
    public async Task Killed_after_it_fetched_and_before_it_answers(string parcelport)
    {
        var (cluster, victim) = await victims.NextAsync(parcelport);
        var lent = cluster.Pool.Statistics.LentBytes;
        var call = Send(cluster[victim], ClusterActions.s_keep, 1 << 20);
        // The losses of former victims are on its output, too.
        while (await cluster.Process(victim).ReadLineAsync() is var line && line != "kept")
            line.ShouldStartWith("ARG0833 ");
        cluster.Kill(victim);
        await RequireLossAsync(call, victim);
        await RequireSurvivalAsync(cluster, victim, lent);
    }

    [Theory, Over("tcp"), Over("shm", IsSoak = true), Over("fabric:tcp")]
    public async Task Killed_while_its_result_is_fetched(string parcelport)
    {
        var (cluster, victim) = await victims.NextAsync(parcelport);
        var lent = cluster.Pool.Statistics.LentBytes;
        var call = cluster[victim].CallAsync(ClusterActions.s_give, Large).AsTask();
        SpinWait.SpinUntil(() => cluster.Pool.Statistics.LentBytes >= lent + Large, s_soon).ShouldBeTrue();
        cluster.Kill(victim);
        await RequireLossAsync(call, victim);
        await RequireSurvivalAsync(cluster, victim, lent);
    }

    // The argument is disposed of at once: the runtime holds all memory that is lent after that.
    private static Task Send<TResult>(
        Locality to, ActionDescriptor<RmaVector<byte>?, TResult> action, int length, Action? onSent = null)
    {
        using var vector = new RmaVector<byte>(RmaVector<byte>.Rent(to.Cluster.Pool, length), length);
        return to.CallAsync(action, vector, new CallOptions { OnSent = onSent }).AsTask();
    }

    private static async Task RequireLossAsync(Task call, int victim) =>
        (await Should.ThrowAsync<LocalityLostException>(call.WaitAsync(s_soon))).Locality.ShouldBe(victim);

    private static async Task RequireSurvivalAsync(ProcessCluster cluster, int victim, long lent)
    {
        (await cluster[Victims.Survivor].CallAsync(ClusterActions.s_double, 21).AsTask().WaitAsync(s_soon))
            .ShouldBe(42);
        await Payloads.StormAsync(cluster[Victims.Survivor], threads: 2, calls: 10, seed: 1).WaitAsync(s_soon);
        await Should.ThrowAsync<LocalityLostException>(
            async () => await cluster[victim].CallAsync(ClusterActions.s_double, 1));
        cluster.Here.Outstanding.ShouldBe(0);
        SpinWait.SpinUntil(() => cluster.Pool.Statistics.LentBytes <= lent, s_soon)
            .ShouldBeTrue($"{cluster.Pool.Statistics.LentBytes} bytes are lent, {lent} were before");
    }
}
