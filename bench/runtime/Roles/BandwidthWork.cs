using System.Diagnostics;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>Bidirectional bandwidth as OSU's benchmark measures it:
/// MB/s of both directions together, for each size.</summary>
internal sealed class BandwidthWork : IWork
{
    public async Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order)
    {
        var figures = new Dictionary<string, double>();
        await WarmUp.RunAsync(membership, order, async () =>
        {
            foreach (var size in order.Sizes)
                await BothAsync(membership, new(size, order.Threads, Rounds: 1, order.IsRegistered, order.Rotating));
        });
        foreach (var size in order.Sizes)
        {
            var flood = new Flood(size, order.Threads, Rounds: 2, order.IsRegistered, order.Rotating);
            await BothAsync(membership, flood);
            var each = await BothAsync(membership, flood) / flood.Rounds;
            var rounds = (int)Math.Clamp(order.Milliseconds / 1000.0 / each, 1, 1_000_000);
            var seconds = await BothAsync(membership, flood with { Rounds = rounds });
            figures[$"{size}"] = 2.0 * rounds * flood.Threads * Flood.Window * size / seconds / 1e6;
        }

        return figures;
    }

    /// <returns>Seconds until both sides had received all messages.</returns>
    private static async Task<double> BothAsync(Membership membership, Flood flood)
    {
        var begin = Stopwatch.GetTimestamp();
        var theirs = membership.Other.CallAsync(Actions.Flood, flood);
        await flood.RunAsync(membership.Other, membership.Pool);
        await theirs;
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
