using System.Text;
using Argosy.Artifacts;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Reporting;

/// <summary>The one table a run ends with: task, cell, result, proof level, size, time. Of a big graph, only what a
/// person looks for.</summary>
internal static class SummaryTable
{
    private const int MostRows = 60;
    private static readonly string[] Header = ["task", "cell", "result", "proof", "size", "time"];

    public static void Write(TextWriter output, IReadOnlyList<TaskResult> results)
    {
        var tasks = results.Where(r => !r.Node.IsComposite).ToList();
        if (tasks.Count == 0)
        {
            output.WriteLine($"{results[^1].Node.Name} only stands for other tasks: leave out --exclusive, or name one of them.");
            return;
        }

        var shown = Choose(tasks);
        output.WriteLine();
        if (shown.Count > 0) Table(output, shown, results);
        if (shown.Count < tasks.Count) output.WriteLine(Rest(tasks, shown));
        if (shown.Count > 0) output.WriteLine();
        foreach (var note in results.SelectMany(r => r.Notes).Distinct()) output.WriteLine($"note: {note}");
        output.WriteLine(Total(tasks));
        foreach (var line in RunFigures.Lines(results)) output.WriteLine(line);
    }

    // What went wrong, then what took longest, then what couldn't be run; each in the order of the graph.
    private static List<TaskResult> Choose(List<TaskResult> tasks) => tasks.Count <= MostRows
        ? tasks
        : [.. tasks.Index()
            .Where(t => t.Item.Ran || t.Item.Outcome == TaskOutcome.NotRun)
            .OrderBy(t => t.Item.Outcome switch { TaskOutcome.Done => 1, TaskOutcome.NotRun => 2, _ => 0 })
            .ThenByDescending(t => t.Item.Duration)
            .Take(MostRows)
            .OrderBy(t => t.Index)
            .Select(t => t.Item)];

    private static void Table(TextWriter output, List<TaskResult> shown, IReadOnlyList<TaskResult> results)
    {
        var proven = results.SelectMany(r => r.Proofs).Where(p => !p.Inconclusive).ToLookup(p => p.Path, p => p.Level);
        var rows = shown.Select(r => Row(r, proven)).ToList();
        // What no row has isn't shown, so that the table fits narrow terminals. Zero is a column left out.
        var widths = Enumerable.Range(0, Header.Length)
            .Select(i => rows.All(r => r[i].Length == 0) ? 0 : rows.Append(Header).Max(r => r[i].Length)).ToList();
        Line(output, Header, widths);
        output.WriteLine(string.Join("  ", widths.Where(w => w > 0).Select(w => new string('─', w))));
        foreach (var row in rows) Line(output, row, widths);
    }

    private static string[] Row(TaskResult result, ILookup<string, ProofLevel> proven)
    {
        var levels = result.Artifacts.SelectMany(a => proven[a.Path].DefaultIfEmpty(ProofLevel.Built))
            .Concat(result.Proofs.Where(p => !p.Inconclusive).Select(p => p.Level)).ToList();
        var size = result.Artifacts.Sum(a => a.Size);
        var ran = result.Outcome is TaskOutcome.Done or TaskOutcome.Inconclusive or TaskOutcome.Failed;
        return
        [
            result.Node.Declaration.Family ?? result.Node.Name,
            result.Node.Declaration.Cell ?? "",
            Word(result.Outcome) + (result.IsRestoredRemotely ? " (registry)" : ""),
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
            // Figures stand to the right.
            line.Append(i >= 4 ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])).Append("  ");
        }

        output.WriteLine(line.ToString().TrimEnd());
    }

    private static string Rest(List<TaskResult> tasks, List<TaskResult> shown)
    {
        var inTable = shown.ToHashSet<TaskResult>(ReferenceEqualityComparer.Instance);
        var rest = tasks.Where(t => !inTable.Contains(t)).ToList();
        return rest.All(r => r.Outcome == TaskOutcome.UpToDate)
            ? $"{Text.Count(rest.Count)} more were up to date"
            : $"{Text.Count(rest.Count)} more: {Counts(rest)}";
    }

    private static string Counts(List<TaskResult> tasks) => string.Join(", ",
        tasks.CountBy(r => r.Outcome).OrderBy(c => c.Key).Select(c => $"{Text.Count(c.Value)} {Word(c.Key)}"));

    private static string Total(List<TaskResult> tasks) =>
        $"{Text.Count(tasks.Count)} tasks: {Counts(tasks)} in {Text.Seconds(tasks.Max(r => r.End))}";
}
