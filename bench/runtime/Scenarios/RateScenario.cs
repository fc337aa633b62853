using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Roles;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>Small parcels per second, within a process and between two.</summary>
internal sealed class RateScenario : IScenario
{
    public string Name => "rate";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await MeasureAsync(bench, "within a process", Join.Loopback, least: 1_000_000, cancellationToken);
        await MeasureAsync(
            bench, $"over {Transport.Shm.Name}", Transport.Shm.Parcelport, least: 100_000, cancellationToken);
        await MeasureAsync(
            bench, $"over {Transport.FabricTcp.Name}", Transport.FabricTcp.Parcelport, least: null, cancellationToken);
        await MeasureAsync(
            bench, $"over {Transport.ManagedTcp.Name}", Transport.ManagedTcp.Parcelport, least: null,
            cancellationToken);
    }

    private async Task MeasureAsync(
        Bench bench, string where, string parcelport, double? least, CancellationToken cancellationToken)
    {
        var order = new RoleOrder(nameof(RateWork), parcelport) { Milliseconds = bench.Milliseconds, IsInline = true };
        var all = await Rounds.RunAsync(
            bench, [RolePair.Contender(bench, $"Argosy {where}", order)], cancellationToken);
        var posts = Comparison.Of(Name, $"posts {where}", "/s", all[0][RateWork.Posts]);
        bench.Add(least is { } bound ? posts?.AtLeast(bound) : posts);
        bench.Add(Comparison.Of(Name, $"calls {where}, 512 under way", "/s", all[0][RateWork.Calls]));
    }
}
