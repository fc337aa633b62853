using System.Globalization;
using System.Text.Json;
using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>4: this project's own build with nothing changed, and with one C file changed.</summary>
internal static class WholeBuild
{
    private const int Repetitions = 7;
    private const double Most = 1.0;

    public static void Measure(Bench bench)
    {
        var clone = new ProjectClone(bench);
        // The first run makes everything; the second one still reads the files that were too young then.
        for (var i = 0; i < 2; i++) clone.Build();
        var empty = new CakeProject(bench.NewFolder(), "processes.cake", engine: null);
        empty.Run("--target=Empty");
        var runs = Rounds.Run(Repetitions,
            ("./build.sh", () => clone.Build()),
            ("dotnet cake, empty", () => empty.Run("--target=Empty")));
        var told = Enumerable.Range(0, Repetitions)
            .Select(_ => NothingChanged.Phases(clone.Build("--verbosity=diagnostic").Output)).ToList();
        var rest = runs[0].Median - new Measurement("", [.. told.Select(t => t.Values.Sum())], []).Median;
        bench.Add(new Comparison("the whole build, nothing changed", runs[0], runs[1]).Within(Most) with
        {
            Note = string.Create(CultureInfo.InvariantCulture, $"""
                {NothingChanged.Breakdown(told)} build.sh's own checks and the process's end take the remaining {rest:F3} s.
                """),
        });
        OneFileChanged(bench, clone);
    }

    private static void OneFileChanged(Bench bench, ProjectClone clone)
    {
        File.AppendAllText(clone.At("runtime/rdma/src/errors.c"), "\n/* changed */\n");
        var run = clone.Build();
        bench.Add(new Comparison(
            "the whole build, one C file changed", new("./build.sh", [run.Seconds], [run.Processor]))
        {
            Note = $"what ran: {string.Join(", ", Ran(clone))}.",
        });
    }

    // Time spans in the trace are the executed tasks.
    private static IEnumerable<string> Ran(ProjectClone clone)
    {
        using var trace = JsonDocument.Parse(File.ReadAllBytes(clone.At("artifacts/trace.json")));
        return [.. trace.RootElement.GetProperty("traceEvents").EnumerateArray()
            .Where(e => e.GetProperty("ph").GetString() == "X"
                && e.GetProperty("args").GetProperty("outcome").GetString() == "done")
            .Select(e => e.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];
    }
}
