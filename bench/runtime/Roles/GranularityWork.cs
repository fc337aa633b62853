using System.Diagnostics;

namespace Argosy.Bench.Runtime.Roles;

/// <summary>
/// The part of the time that is work when two localities run tasks of that many microseconds in step, each with its
/// neighbour's result: 1 would be all of it.
/// </summary>
internal sealed class GranularityWork : IWork
{
    private const int Steps = 500;

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(Membership membership, RoleOrder order)
    {
        await WarmUp.RunAsync(membership, order, () => BothAsync(membership, new(Steps, Nanoseconds: 1000)));
        var figures = new Dictionary<string, double>();
        foreach (var microseconds in order.Sizes)
        {
            // At half the efficiency this takes the permitted time.
            var chain = new Chain(Math.Clamp(order.Milliseconds * 500 / microseconds, 20, 20_000), microseconds * 1000);
            figures[$"{microseconds}"] = chain.Steps * (chain.Nanoseconds / 1e9) / await BothAsync(membership, chain);
        }

        return figures;
    }

    /// <returns>Seconds.</returns>
    private static async Task<double> BothAsync(Membership membership, Chain chain)
    {
        var begin = Stopwatch.GetTimestamp();
        var theirs = membership.Other.CallAsync(Actions.Chain, chain);
        await chain.RunAsync(membership.Here, membership.Other);
        await theirs;
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
