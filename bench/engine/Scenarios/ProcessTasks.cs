using Argosy.Bench.Engine.Measuring;

namespace Argosy.Bench.Engine.Scenarios;

/// <summary>1: a thousand tasks that each start one process, on 2 cores, compared with make, ninja and Cake's own
/// engine.</summary>
internal static class ProcessTasks
{
    private const int Tasks = 1000;
    private const int Small = 1000;
    private const int Large = 200_000;

    /// <param name="Program">cp, or gzip -9 of 200 kB.</param>
    /// <param name="Size">Its name in the report.</param>
    /// <param name="Rounds">Runs of each.</param>
    internal sealed record Work(string Program, string Size, int Rounds)
    {
        public string MakeTarget => Program == "cp" ? "copies" : "archives";

        public int InputSize => Program == "cp" ? Small : Large;
    }

    public static void Measure(Bench bench, Work work)
    {
        var ours = new CakeProject(bench.NewFolder(), "processes.cake", bench.Engine);
        var stock = new CakeProject(bench.NewFolder(), "processes.cake", engine: null);
        foreach (var project in (CakeProject[])[ours, stock])
        {
            InputFolder.Fill(project.Folder, Tasks, work.InputSize);
            project.Run("--target=Empty", "--jobs=2");
        }

        var runs = Rounds.Run(work.Rounds,
            ("Argosy", () => Fresh(bench, work, ours, isOurs: true).Run($"--program={work.Program}", "--jobs=2")),
            ("make -j2", () => Peers.Make(Filled(bench, work), work.MakeTarget)),
            ("ninja -j2", () => Peers.Ninja(Filled(bench, work), work.Program)),
            ("Cake's engine", () => Fresh(bench, work, stock, isOurs: false).Run($"--program={work.Program}")),
            ("Argosy, empty", () => Fresh(bench, work, ours, isOurs: true).Run("--target=Empty", "--jobs=2")),
            ("Cake, empty", () => Fresh(bench, work, stock, isOurs: false).Run("--target=Empty")));
        var (own, make, ninja, cake) = (runs[0], runs[1], runs[2], runs[3]);
        var (ownGraph, cakeGraph) = (
            own.Less(runs[4], "Argosy, graph alone"), cake.Less(runs[5], "Cake's engine, graph alone"));
        var scenario = $"{Tasks} processes, {work.Size}";
        bench.Add(new Comparison(scenario, own, make).NotSlower() with
        {
            Note = "the whole process, with Cake's start-up, which make has not."
        });
        bench.Add(
            new Comparison(scenario, own, ninja).Faster() with { Note = "ninja starts each command through sh." });
        bench.Add(new Comparison(scenario, own, cake).Faster());
        bench.Add(new Comparison(scenario, ownGraph, make).NotSlower() with
        {
            Note = "less the same script's empty target in the same round."
        });
        bench.Add(new Comparison(scenario, ownGraph, ninja).Faster());
        bench.Add(new Comparison(scenario, ownGraph, cakeGraph).Faster() with
        {
            Note = "Cake runs one task after the other."
        });
    }

    private static string Filled(Bench bench, Work work)
    {
        var folder = bench.NewFolder();
        InputFolder.Fill(folder, Tasks, work.InputSize);
        return folder;
    }

    private static CakeProject Fresh(Bench bench, Work work, CakeProject compiled, bool isOurs)
    {
        var project = new CakeProject(bench.NewFolder(), "processes.cake", isOurs ? bench.Engine : null);
        project.TakeCompiledScript(compiled);
        InputFolder.Fill(project.Folder, Tasks, work.InputSize);
        return project;
    }
}
