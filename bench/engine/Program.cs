using Argosy.Bench.Engine;
using Argosy.Bench.Engine.Measuring;
using Argosy.Bench.Engine.Scenarios;

// dotnet run -c Release --project bench/engine -- <project> <output folder> [scenario ...]
if (args.Length < 2) throw new ArgumentException("usage: <project> <output folder> [scenario ...]");
var scenarios = new Dictionary<string, Action<Bench>>
{
    ["processes"] = bench => ProcessTasks.Measure(bench, new("cp", "1 ms of work", Rounds: 5)),
    ["work"] = bench => ProcessTasks.Measure(bench, new("gzip", "10 ms of work", Rounds: 3)),
    ["nothing"] = NothingChanged.Measure,
    ["scheduling"] = Scheduling.Measure,
    ["build"] = WholeBuild.Measure,
    ["wiped"] = WipedWorkspace.Measure,
};
var machine = Machine.This();
using var run = new Bench(Path.GetFullPath(args[0]));
foreach (var name in args.Length > 2 ? args[2..] : [.. scenarios.Keys])
{
    Bench.Say($"== {name}");
    scenarios[name](run);
}

Report.Write(Path.GetFullPath(args[1]), machine, run.Comparisons);
Console.Write(Report.Table(run.Comparisons));
