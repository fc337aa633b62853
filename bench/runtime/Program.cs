using Argosy.Bench.Engine.Measuring;
using Argosy.Bench.Runtime;
using Argosy.Bench.Runtime.Measuring;
using Argosy.Bench.Runtime.Roles;
using Argosy.Bench.Runtime.Scenarios;

// dotnet run -c Release --project bench/runtime -- [--quick] [--rotating] [<project> [<output folder>]] [scenario ...]
if (args is [Role.Verb, var order]) return await Role.RunAsync(order);
IScenario[] scenarios =
[
    new ArchiveScenario(), new GetScenario(), new LatencyScenario(), new RateScenario(), new BandwidthScenario(),
    new GranularityScenario(), new StencilScenario(),
];
var names = scenarios.Select(s => s.Name).ToHashSet();
if (args.Contains("--help"))
{
    Console.WriteLine($"usage: [--quick] [--rotating] [<project> [<output folder>]] [{string.Join(" | ", names)}] ...");
    return 0;
}

var folders = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal) && !names.Contains(a)).ToList();
var root = Path.GetFullPath(folders.ElementAtOrDefault(0) ?? ".");
if (!File.Exists(Path.Combine(root, "Argosy.slnx")))
    throw new ArgumentException($"{root} is neither the project nor one of the scenarios {string.Join(", ", names)}");
var output = Path.GetFullPath(folders.ElementAtOrDefault(1) ?? Path.Combine(root, "artifacts", "bench"));
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
var machine = Machine.This();
var bench = new Bench(root, output, isQuick: args.Contains("--quick"))
{
    Rotating = args.Contains("--rotating") ? 64 << 20 : 0,
    Placement = args.Contains("--quick") ? null : await Placement.ObserveAsync(stop.Token),
};
foreach (var scenario in scenarios.Where(s => !names.Overlaps(args) || args.Contains(s.Name)))
{
    Bench.Say($"== {scenario.Name}");
    await scenario.MeasureAsync(bench, stop.Token);
}

await Report.WriteAsync(bench, machine, stop.Token);
Console.Write(Report.Table(bench.Comparisons));
return 0;
