using Argosy.Bench.Runtime.Contenders;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;
using Argosy.Bench.Runtime.Roles;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>A remote get from C#, compared with the same from C.</summary>
internal sealed class GetScenario : IScenario
{
    private const double Most = 1.1;
    private static readonly int[] s_sizes = [64, 4096, 65536, 1 << 20, 4 << 20];

    public string Name => "get";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        foreach (var transport in Transport.All)
        {
            if (transport.Provider is not { } provider) continue;
            var order = new RoleOrder(nameof(GetWork), Transport.ManagedTcp.Parcelport)
            {
                Provider = provider,
                Milliseconds = bench.Milliseconds,
                Sizes = s_sizes
            };
            var all = await Rounds.RunAsync(
                bench, [RolePair.Contender(bench, "Argosy, C#", order), GetContender.Of(bench, provider, s_sizes)],
                cancellationToken);
            foreach (var size in s_sizes)
                bench.Add(Comparison.Of(
                    Name, $"{size} B over {transport.Name}", "µs", all[0][$"{size}"], all[1][$"{size}"])
                    ?.RatioAtMost(Most));
            bench.Add(new Figure(
                $"get-{transport.Slug}", $"Remote get over {transport.Name}", "bytes", "µs",
                [.. all.Select(s => new Curve(s.Name, s.Over(s_sizes)))]));
        }
    }
}
