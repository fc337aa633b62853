using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Plots;
using Argosy.Bench.Runtime.Roles;

namespace Argosy.Bench.Runtime.Scenarios;

/// <summary>
/// The smallest task that still runs at half efficiency on two processes. Each step waits for the neighbour's and has
/// no other work meanwhile, which is the worst case.
/// </summary>
internal sealed class GranularityScenario : IScenario
{
    private const double Half = 0.5;
    private const double Most = 100;
    private static readonly int[] s_microseconds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    public string Name => "granularity";

    public async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var curves = new List<Curve>();
        foreach (var transport in Transport.All)
        {
            var order = new RoleOrder(nameof(GranularityWork), transport.Parcelport)
            {
                Milliseconds = bench.Milliseconds,
                Sizes = s_microseconds
            };
            var all = await Rounds.RunAsync(
                bench, [Smallest(RolePair.Contender(bench, $"Argosy, {transport.Name}", order))], cancellationToken);
            bench.Add(Comparison.Of(
                Name, $"tasks at 50 % over {transport.Name}", "µs", all[0][nameof(Smallest)])?.AtMost(Most));
            curves.Add(new(transport.Name, all[0].Over(s_microseconds)));
        }

        bench.Add(new Figure(
            "granularity", "Efficiency of two processes in step", "µs of a task", "efficiency", curves));
    }

    // Each turn has its own smallest task, so that turns can be compared.
    private static Contender Smallest(Contender contender) => contender with
    {
        Run = async token =>
        {
            var figures = await contender.Run(token);
            var smallest = Crossing([.. s_microseconds.Select(m => ((double)m, figures[$"{m}"]))]);
            return smallest is null
                ? figures
                : new Dictionary<string, double>(figures) { [nameof(Smallest)] = smallest.Value };
        },
    };

    // The last point where the curve crosses one half, interpolated on a logarithmic scale;
    // null if the longest task is below.
    private static double? Crossing(IReadOnlyList<(double Microseconds, double Efficiency)> points)
    {
        if (points[^1].Efficiency < Half) return null;
        for (var i = points.Count - 2; i >= 0; i--)
        {
            if (points[i].Efficiency >= Half) continue;
            var part = (Half - points[i].Efficiency) / (points[i + 1].Efficiency - points[i].Efficiency);
            return points[i].Microseconds * Math.Pow(points[i + 1].Microseconds / points[i].Microseconds, part);
        }

        return points[0].Microseconds;
    }
}
