namespace Cake.Argosy.Module.Tests.Compatibility;

/// <summary>Runs one script under Cake's own engine and under ours: each writes its events, line by line, through
/// <c>L</c>.</summary>
internal static class SideBySide
{
    private const string Preamble = """
        var gate = new object();
        void L(string s) { lock (gate) System.IO.File.AppendAllText("EVENTS", s + "\n"); }
        void Entries(CakeReport report)
        {
            foreach (var e in report) L($"  {e.TaskName} {e.Category} {e.ExecutionStatus} {e.SkippedMessage}".TrimEnd());
        }
        string Kind(Exception e) => e is CakeException || e?.GetType().Name == "ArgosyException" ? "an error of the build" : $"{e?.GetType().Name} {e?.Message}";
        void Run(string title, params string[] targets)
        {
            L($"== {title}");
            try { Entries(targets.Length == 1 ? RunTarget(targets[0]) : RunTargets(targets)); }
            catch (CakeReportException e) { L($"failed: {Kind(e.InnerException)}"); Entries(e.Report); }
            catch (Exception e) { L($"threw: {Kind(e)}"); }
        }

        """;

    /// <summary>The events of each run, with the exit code as the last line.</summary>
    public static (string Stock, string Ours) Run(string script)
    {
        using var stock = new CakeScript(script);
        File.Delete(stock.At("cake.config"));
        using var ours = new CakeScript(script);
        return (Happened(stock, script), Happened(ours, script, "--jobs=4"));
    }

    private static string Happened(CakeScript project, string script, params string[] arguments)
    {
        var events = project.At("events.txt");
        File.WriteAllText(
            project.At("build.cake"), Preamble.Replace("EVENTS", events, StringComparison.Ordinal) + script);
        var (code, output) = project.Run(arguments);
        return (File.Exists(events) ? File.ReadAllText(events) : output) + $"exit code {code}\n";
    }
}
