using System.Text;
using Argosy.Artifacts;
using Argosy.Engine.Output;
using Argosy.Engine.Scheduling;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Reporting;

/// <summary>The table at the end of a run: task, cell, result, proof level, size, time. For a big graph, only the
/// important rows.</summary>
internal static class SummaryTable
{
    private const int MostRows = 60;
    private static readonly TaskOutcome[] s_outcomes = Enum.GetValues<TaskOutcome>();
    private static readonly string[] s_header = ["task", "cell", "result", "proof", "size", "time"];

    /// <summary>The table as a terminal gets it.</summary>
    public static void WriteHarmless(TextWriter output, IReadOnlyList<TaskResult> results)
    {
        using var harmless = new HarmlessWriter(output);
        Write(harmless, results);
    }

    public static void Write(TextWriter output, IReadOnlyList<TaskResult> results)
    {
        var tasks = results.Where(r => !r.Node.IsComposite).ToList();
        if (tasks.Count == 0)
        {
            output.WriteLine(
                $"{results[^1].Node.Name} only has dependencies: leave out --exclusive, or name one of them.");
            return;
        }

        var shown = Choose(tasks);
        output.WriteLine();
        if (shown.Count > 0) Table(output, shown, results);
        if (shown.Count < tasks.Count) output.WriteLine(Rest(tasks, shown));
        if (shown.Count > 0) output.WriteLine();
        foreach (var note in results.SelectMany(r => r.Notes).Distinct()) output.WriteLine($"note: {note}");
        foreach (var line in TaskProofs.Lines([.. results.SelectMany(r => r.Proofs)])) output.WriteLine(line);
        output.WriteLine(Total(tasks));
        foreach (var line in RunFigures.Lines(results)) output.WriteLine(line);
    }

    // Failures, then the longest tasks, then those that couldn't run; each in the order of the graph.
    private static List<TaskResult> Choose(List<TaskResult> tasks)
    {
        if (tasks.Count <= MostRows) return tasks;
        var worth = tasks.FindAll(t => t.Ran || t.Outcome == TaskOutcome.NotRun);
        if (worth.Count == 0) return worth;
        var chosen = worth.OrderBy(t => t.Outcome switch { TaskOutcome.Done => 1, TaskOutcome.NotRun => 2, _ => 0 })
            .ThenByDescending(t => t.Duration).Take(MostRows).ToHashSet<TaskResult>(ReferenceEqualityComparer.Instance);
        return worth.FindAll(chosen.Contains);
    }

    private static void Table(TextWriter output, List<TaskResult> shown, IReadOnlyList<TaskResult> results)
    {
        var proven = results.SelectMany(r => r.Proofs)
            .Where(p => p is { Inconclusive: false, Disproved: false })
            .ToLookup(p => p.Path, p => p.Level);
        var rows = shown.Select(r => Row(r, proven)).ToList();
        // Empty columns are left out, so that the table fits narrow terminals. Zero is a column left out.
        var widths = Enumerable.Range(0, s_header.Length)
            .Select(i => rows.All(r => r[i].Length == 0) ? 0 : rows.Append(s_header).Max(r => r[i].Length)).ToList();
        Line(output, s_header, widths);
        output.WriteLine(string.Join("  ", widths.Where(w => w > 0).Select(w => new string('─', w))));
        foreach (var row in rows) Line(output, row, widths);
    }

    private static string[] Row(TaskResult result, ILookup<string, ProofLevel> proven)
    {
        var levels = result.Artifacts.SelectMany(a => proven[a.Path].DefaultIfEmpty(ProofLevel.Built))
            .Concat(result.Proofs.Where(p => p is { Inconclusive: false, Disproved: false }).Select(p => p.Level))
            .ToList();
        var size = result.Artifacts.Sum(a => a.Size);
        var ran = result.Outcome is TaskOutcome.Done or TaskOutcome.Inconclusive or TaskOutcome.Failed;
        return
        [
            result.Node.Declaration.Family ?? result.Node.Name,
            result.Node.Declaration.Cell ?? "",
            result.HasHandledError
                ? "failed, handled"
                : Word(result.Outcome) + (result.IsRestoredRemotely ? " (registry)" : ""),
            levels.Count == 0 ? "" : levels.Max().ToString().ToLowerInvariant(),
            size == 0 ? "" : Text.Bytes(size),
            ran ? Text.Seconds(result.Duration) : "",
        ];
    }

    private static string Word(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Done => "done",
        TaskOutcome.UpToDate => "up to date",
        TaskOutcome.Restored => "restored",
        TaskOutcome.Skipped => "skipped",
        TaskOutcome.Inconclusive => "inconclusive",
        TaskOutcome.Failed => "FAILED",
        TaskOutcome.Cancelled => "interrupted",
        _ => "not run",
    };

    private static void Line(TextWriter output, string[] cells, List<int> widths)
    {
        var line = new StringBuilder();
        foreach (var (i, cell) in cells.Index())
        {
            if (widths[i] == 0) continue;
            // Figures are right-aligned.
            line.Append(i >= 4 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])).Append("  ");
        }

        output.WriteLine(line.ToString().TrimEnd());
    }

    private static string Rest(List<TaskResult> tasks, List<TaskResult> shown)
    {
        var inTable = shown.ToHashSet<TaskResult>(ReferenceEqualityComparer.Instance);
        var rest = inTable.Count == 0 ? tasks : tasks.FindAll(t => !inTable.Contains(t));
        return rest.TrueForAll(r => r.Outcome == TaskOutcome.UpToDate)
            ? $"{Text.Count(rest.Count)} more were up to date"
            : $"{Text.Count(rest.Count)} more: {Counts(rest)}";
    }

    private static string Counts(List<TaskResult> tasks)
    {
        var counts = new int[s_outcomes.Length];
        foreach (var task in tasks) counts[(int)task.Outcome]++;
        var parts = new List<string>();
        foreach (var outcome in s_outcomes)
        {
            if (counts[(int)outcome] > 0) parts.Add($"{Text.Count(counts[(int)outcome])} {Word(outcome)}");
        }

        return string.Join(", ", parts);
    }

    private static string Total(List<TaskResult> tasks)
    {
        long end = 0;
        foreach (var task in tasks) end = Math.Max(end, task.End.Ticks);
        return $"{Text.Count(tasks.Count)} tasks: {Counts(tasks)} in {Text.Seconds(new(end))}";
    }
}
