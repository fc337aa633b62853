using Argosy.Bench.Runtime.Contenders;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;
using Argosy.Bench.Runtime.Roles;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>
/// Bidirectional bandwidth by the rules of OSU's benchmark, on 1, 2 and 4 threads: memory of the pool and memory that
/// is registered on the fly, compared with MPI.
/// </summary>
internal sealed class BandwidthScenario : IScenario
{
    private const int Large = 1 << 20;
    private const int Paired = 2;

    // The index of the contender with pin cost, which managed sockets don't have.
    private const int Pinned = 3;
    private static readonly int[] s_allSizes = [64, 256, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, Large, 1 << 22];
    private static readonly int[] s_quickSizes = [64, 1 << 12, 1 << 16, Large];
    private static readonly int[] s_allThreads = [1, Paired, 4];
    private static readonly int[] s_quickThreads = [1, Paired];

    public string Name => "bandwidth";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await MeasureAsync(bench, Transport.Shm, bound: 0.8, cancellationToken);
        await MeasureAsync(bench, Transport.FabricTcp, bound: 1, cancellationToken);
        await MeasureAsync(bench, Transport.FabricNet, bound: 1, cancellationToken);
        await MeasureAsync(bench, Transport.ManagedTcp, bound: null, cancellationToken);
        bench.Note(bench.Rotating > 0
            ? $"bandwidth: messages go round in {bench.Rotating >> 20} MB on each side, so that caches don't help."
            : "bandwidth: every message of a thread is sent from the same memory, as OSU's benchmark does it, "
                + "so caches help; --rotating takes them away.");
        bench.Note("bandwidth, pin cost emulated: software providers register without pinning pages, "
            + "which hardware can't; there each registration on the fly locks and unlocks its pages, "
            + "at the price that this machine takes. It says nothing of a real network's.");
    }

    // The bound is the part of MPI's bandwidth at 1 MB that ours must reach.
    private async Task MeasureAsync(
        Bench bench, Transport transport, double? bound, CancellationToken cancellationToken)
    {
        var sizes = SizesOf(bench);
        var curves = new List<Curve>();
        foreach (var threads in bench.IsQuick ? s_quickThreads : s_allThreads)
        {
            var order = new RoleOrder(nameof(BandwidthWork), transport.Parcelport)
            {
                Milliseconds = bench.Milliseconds,
                Sizes = sizes,
                Rotating = bench.Rotating,
                Threads = threads,
                IsInline = true,
            };
            var suffix = MpiContender.Threads(threads);
            List<Contender> contenders =
            [
                RolePair.Contender(bench, $"RmaVector, {suffix}", order with { IsRegistered = true }),
                RolePair.Contender(bench, $"SerializeBuffer, {suffix}", order),
                MpiContender.Bandwidth(bench, transport.Mpi, threads, bench.Rotating, sizes),
            ];
            if (transport.Provider is not null)
                contenders.Add(RolePair.Contender(
                    bench, $"SerializeBuffer, {suffix}, pin cost emulated", order with { HasPinCost = true }));
            var all = await Rounds.RunAsync(bench, contenders, cancellationToken);
            curves.AddRange(all.Select(s => new Curve(s.Name, s.Over(sizes))));
            Compare(bench, transport, threads, all, bound);
        }

        bench.Add(new Figure(
            $"bandwidth-{transport.Slug}", $"Bidirectional bandwidth over {transport.Name}", "bytes", "MB/s", curves));
    }

    private static int[] SizesOf(Bench bench) => bench.IsQuick ? s_quickSizes : s_allSizes;

    private void Compare(Bench bench, Transport transport, int threads, IReadOnlyList<Series> all, double? bound)
    {
        var where = $"over {transport.Name}, {MpiContender.Threads(threads)}";
        var beside = Comparison.Of(Name, $"1 MB {where}", "MB/s", all[0][$"{Large}"], all[2][$"{Large}"]);
        bench.Add(bound is { } least ? beside?.RatioAtLeast(least) : beside);
        bench.Add(Comparison.Of(Name, $"1 MB {where}", "MB/s", all[0][$"{Large}"], all[1][$"{Large}"]));
        foreach (var size in SizesOf(bench).Where(s => s >= 1 << 16 && all.Count > Pinned))
        {
            var pinned =
                Comparison.Of(Name, $"{size >> 10} kB {where}", "MB/s", all[0][$"{size}"], all[Pinned][$"{size}"]);
            if (pinned?.Peer is not null) bench.Add(threads == Paired ? pinned.RatioAtLeast(1.4) : pinned);
        }
    }
}
