using System.Globalization;
using System.Text.RegularExpressions;
using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>2: ten thousand tasks, each with one input and one output, without changes.</summary>
internal static partial class NothingChanged
{
    private const int Tasks = 10_000;
    private const int Size = 100;
    private const int Repetitions = 7;
    private const double Most = 0.15;

    public static void Measure(Bench bench)
    {
        var project = new CakeProject(bench.NewFolder(), "copies.cake", bench.Engine);
        var (make, ninja) = (bench.NewFolder(), bench.NewFolder());
        foreach (var folder in (string[])[project.Folder, make, ninja]) InputFolder.Fill(folder, Tasks, Size);
        // The first run makes everything; the second one still reads the files that were too young then.
        for (var i = 0; i < 2; i++) project.Run("--jobs=2");
        Peers.Make(make, "copies");
        Peers.Ninja(ninja, "cp");
        var told = new List<IReadOnlyDictionary<string, double>>();
        var runs = Rounds.Run(Repetitions,
            ("Argosy", () => project.Run("--jobs=2")),
            ("ninja", () => Peers.Ninja(ninja, "cp")),
            ("make", () => Peers.Make(make, "copies")),
            ("Argosy, diagnostic", () => Told(project, told)));
        var engine = new Measurement(
            "Argosy's engine", [.. told.Select(t => t.Where(p => p.Key != "start").Sum(p => p.Value))], []);
        var scenario = $"{Tasks} tasks, nothing changed";
        bench.Add(new Comparison(scenario, engine).Within(Most) with { Note = Breakdown(told) });
        bench.Add(new Comparison(scenario, runs[0], runs[1])
        {
            Note = "whole runs, Cake's start-up and the script's registration included."
        });
        bench.Add(new Comparison(scenario, runs[0], runs[2]));
    }

    /// <summary>Medians of the engine's phases, in seconds.</summary>
    public static string Breakdown(IReadOnlyList<IReadOnlyDictionary<string, double>> told) =>
        "medians of the phases: " + string.Join(", ",
        told[0].Keys.Select(name => (name, Median: new Measurement(name, [.. told.Select(t => t[name])], []).Median))
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.name} {p.Median:F3} s"))) + ".";

    /// <summary>The engine's phases, from its output with <c>--verbosity=diagnostic</c>.</summary>
    public static IReadOnlyDictionary<string, double> Phases(string output)
    {
        var line = output.Split('\n').Last(l => l.Contains("engine phases: ", StringComparison.Ordinal));
        return Phase().Matches(line[line.IndexOf(": ", StringComparison.Ordinal)..]).ToDictionary(
            m => m.Groups[1].Value, m => double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture) / 1000);
    }

    private static TimedRun Told(CakeProject project, List<IReadOnlyDictionary<string, double>> told)
    {
        var run = project.Run("--jobs=2", "--verbosity=diagnostic");
        told.Add(Phases(run.Output));
        return run;
    }

    [GeneratedRegex(@"(?<=: |, )([a-z-]+) ([0-9.]+) ms")]
    private static partial Regex Phase();
}
