using System.Text;
using Argosy.Artifacts;
using Cake.Argosy.Module.Output;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Reporting;

/// <summary>The one table a run ends with: task, cell, result, proof level, size, time.</summary>
internal static class SummaryTable
{
    private static readonly string[] Header = ["task", "cell", "result", "proof", "size", "time"];

    public static void Write(TextWriter output, IReadOnlyList<TaskResult> results)
    {
        var proven = results.SelectMany(r => r.Proofs).Where(p => !p.Inconclusive).ToLookup(p => p.Path, p => p.Level);
        var rows = results.Where(r => !r.Node.IsComposite).Select(r => Row(r, proven)).ToList();
        if (rows.Count == 0)
        {
            output.WriteLine($"{results[^1].Node.Name} only stands for other tasks: leave out --exclusive, or name one of them.");
            return;
        }

        // What no row has isn't shown, so that the table fits narrow terminals. Zero is a column left out.
        var widths = Enumerable.Range(0, Header.Length)
            .Select(i => rows.All(r => r[i].Length == 0) ? 0 : rows.Append(Header).Max(r => r[i].Length)).ToList();
        output.WriteLine();
        Line(output, Header, widths);
        output.WriteLine(string.Join("  ", widths.Where(w => w > 0).Select(w => new string('─', w))));
        foreach (var row in rows) Line(output, row, widths);
        output.WriteLine();
        foreach (var note in results.SelectMany(r => r.Notes).Distinct()) output.WriteLine($"note: {note}");
        output.WriteLine(Total(results));
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
            Word(result.Outcome),
            levels.Count == 0 ? "" : levels.Max().ToString().ToLowerInvariant(),
            size == 0 ? "" : Text.Bytes(size),
            ran ? Text.Seconds(result.Duration) : "",
        ];
    }

    private static string Word(TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Done => "done",
        TaskOutcome.UpToDate => "up to date",
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

    private static string Total(IReadOnlyList<TaskResult> results)
    {
        var tasks = results.Where(r => !r.Node.IsComposite).ToList();
        var counts = tasks.GroupBy(r => r.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}");
        var time = tasks.Select(r => r.Begin + r.Duration).DefaultIfEmpty().Max();
        return $"{tasks.Count} tasks: {string.Join(", ", counts)} in {Text.Seconds(time)}";
    }
}
