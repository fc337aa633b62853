using Argosy.Runtime.Tests.Tcp;

namespace Argosy.Runtime.Tests.Clusters;

/// <summary>Measures the resources of two processes after rounds of very many calls. Neither is the test's own
/// process.</summary>
public sealed class LeakTests(ITestOutputHelper output)
{
    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    [Trait("Category", "Slow")]
    public Task A_hundred_thousand_calls_leave_nothing_behind(string parcelport) => RunAsync(parcelport, 100_000);

    [Theory, Over("tcp"), Over("shm"), Over("fabric:tcp")]
    [Trait("Category", "Soak")]
    public Task A_million_calls_leave_nothing_behind(string parcelport) => RunAsync(parcelport, 1_000_000);

    private async Task RunAsync(string parcelport, int calls)
    {
        var (round, limit) = (calls / Growth.Rounds, Bound.s_wait + TimeSpan.FromMilliseconds(calls));
        await using var cluster = await ProcessCluster.JoinAsync(parcelport, 3);
        var rounds = new List<Footprint[]>();
        for (var i = 0; i <= Growth.Rounds; i++)
        {
            (await cluster[1].CallAsync(ClusterActions.s_drive, (2, round)).AsTask().WaitAsync(limit)).ShouldBe(round);
            rounds.Add([await MeasureAsync(cluster, 1), await MeasureAsync(cluster, 2)]);
        }

        for (var i = 0; i < 2; i++)
        {
            foreach (var one in rounds) output.WriteLine($"locality {i + 1}: {one[i]}");
            // Detects a leak of two bytes per call, or of one object in all calls of a round.
            Require("bytes of live objects", f => f.Managed, 2 * round);
            Require("bytes of malloc", f => f.Native, 2 * round);
            Require("bytes lent by the pool", f => f.Lent, 0);
            Require("bytes of slabs", f => f.Slabs, 0);
            Require("live registrations", f => f.Registrations, 0);
            Require("open files", f => f.Files, 0);
            Require("calls that wait", f => f.Calls, 0);

            void Require(string what, Func<Footprint, long> of, long allowed) =>
                Growth.ShouldStop($"locality {i + 1}: {what}", [.. rounds.Select(r => of(r[i]))], allowed);
        }
    }

    private static async Task<Footprint> MeasureAsync(ProcessCluster cluster, int locality) =>
        Footprint.From(await cluster[locality].CallAsync(ClusterActions.s_measure, 0).AsTask().WaitAsync(Bound.s_wait));
}
