using Argosy.Bench.Runtime.Contenders;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;
using Argosy.Bench.Runtime.Roles;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>Half of an action's round trip, over each transport,
/// compared with MPI's messages and libfabric's.</summary>
internal sealed class LatencyScenario : IScenario
{
    private const int Small = 64;
    private static readonly int[] s_sizes = [8, Small, 512, 4096, 65536];

    public string Name => "latency";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await MeasureAsync(bench, Transport.Shm, most: 3, cancellationToken);
        await MeasureAsync(bench, Transport.FabricTcp, most: 14, cancellationToken);
        await MeasureAsync(bench, Transport.FabricNet, most: 14, cancellationToken);
        await MeasureAsync(bench, Transport.ManagedTcp, most: 14, cancellationToken);
    }

    // At most that many microseconds for 64 B.
    private async Task MeasureAsync(Bench bench, Transport transport, double most, CancellationToken cancellationToken)
    {
        var order = new RoleOrder(nameof(LatencyWork), transport.Parcelport)
        {
            Milliseconds = bench.Milliseconds,
            Sizes = s_sizes
        };
        List<Contender> contenders =
        [
            RolePair.Contender(bench, "Argosy, direct", order with { IsInline = true }),
            RolePair.Contender(bench, "Argosy, thread pool", order),
            MpiContender.Latency(bench, transport.Mpi, s_sizes),
        ];
        if (transport.Provider is { } provider) contenders.Add(PingPongContender.Of(bench, provider, s_sizes));
        var all = await Rounds.RunAsync(bench, contenders, cancellationToken);
        bench.Add(new Figure(
            $"latency-{transport.Slug}", $"Half round trip over {transport.Name}", "bytes", "µs",
            [.. all.Select(s => new Curve(s.Name, s.Over(s_sizes)))]));
        foreach (var size in s_sizes)
        {
            var direct = Comparison.Of(
                Name, $"{size} B over {transport.Name}", "µs", all[0][$"{size}"], all[2][$"{size}"]);
            bench.Add(size == Small ? direct?.AtMost(most) : direct);
        }

        var what = $"{Small} B over {transport.Name}";
        foreach (var peer in all.Skip(3))
            bench.Add(Comparison.Of(Name, what, "µs", all[0][$"{Small}"], peer[$"{Small}"]));
        bench.Add(Comparison.Of(Name, what, "µs", all[1][$"{Small}"], all[0][$"{Small}"]));
        bench.Note("latency: MPI and fi_pingpong send a message and wait in a loop of their own; "
            + "an action is found by its name, decoded, run and answered.");
    }
}
