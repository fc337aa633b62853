using System.Text;
using Argosy.Engine.Output;
using Argosy.Engine.Scheduling;

namespace Argosy.Engine.Reporting;

/// <summary>A run's time in a few lines below its table: cache savings, the critical path, and the use of the
/// machine.</summary>
internal static class RunFigures
{
    private const int MostNames = 6;
    private const int MostLines = 2;
    private const int Width = 100;

    /// <summary>None if nothing ran and nothing was restored.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<TaskResult> results)
    {
        var ran = results.Where(r => r.Ran).ToList();
        var restored = results.Count(r => r.Outcome == TaskOutcome.Restored);
        if (ran.Count + restored == 0) yield break;
        if (Cache(results, ran.Count, restored) is { } cache) yield return cache;
        var wall = results.Max(r => r.End);
        if (ran.Count == 0 || wall == TimeSpan.Zero) yield break;
        foreach (var line in Path(CriticalPath.Of(results), wall)) yield return line;
        yield return Time(results, ran, wall);
    }

    // Tasks that declare no inputs can't be hits, but they also take time: they count.
    private static string? Cache(IReadOnlyList<TaskResult> results, int ran, int restored)
    {
        var upToDate = results.Count(r => r.Outcome == TaskOutcome.UpToDate);
        var hits = upToDate + restored;
        if (hits == 0) return null;
        var remote = results.Count(r => r.IsRestoredRemotely);
        var from = remote == 0 ? " (local)"
            : remote == restored ? " (registry)"
            : $" ({restored - remote} local, {remote} registry)";
        var parts = new List<string>();
        if (upToDate > 0) parts.Add($"{Text.Count(upToDate)} up to date");
        if (restored > 0) parts.Add($"{Text.Count(restored)} restored{from}");
        if (ran > 0) parts.Add($"{Text.Count(ran)} ran");
        return $"cache: {string.Join(", ", parts)}: {Text.Percent(hits, hits + ran)} hits";
    }

    private static IEnumerable<string> Path(CriticalPath path, TimeSpan wall)
    {
        // One task is no chain, and up-to-date tasks took almost no time.
        var steps = path.Steps.Where(s => s.Ran || s.Outcome == TaskOutcome.Restored).ToList();
        if (steps.Count < 2) return [];
        var names = steps.Select(s => $"{s.Node.Name} {Share(s.Duration, wall)}").ToList();
        var waited = path.Waited >= wall / 100 ? $"; waiting for tokens {Share(path.Waited, wall)}" : "";
        // As many names as fit in two lines.
        return Enumerable.Range(2, MostNames - 1).Reverse()
            .Select(most => Wrap("critical path: ", Elide(names, most), waited).ToList())
            .FirstOrDefault(lines => lines.Count <= MostLines, []);
    }

    // The middle is left out first.
    private static List<string> Elide(List<string> names, int most) => names.Count <= most
        ? names
        : [.. names.Take((most + 1) / 2), $"{Text.Count(names.Count - most)} more", .. names.TakeLast(most / 2)];

    private static string Time(IReadOnlyList<TaskResult> results, List<TaskResult> ran, TimeSpan wall)
    {
        var work = new TimeSpan(ran.Sum(r => r.Duration.Ticks));
        var waiting = Stretch.Covered(
            results.Where(r => !r.Node.IsComposite).Select(r => new Stretch(r.Ready, r.Ready + r.Waited)));
        var own = wall - Stretch.Covered(ran.Select(r => new Stretch(r.Begin, r.End)));
        return $"time: {Text.Seconds(work)} of tasks in {Text.Seconds(wall)}, {work / wall:0.0} at a time"
            + (waiting >= wall / 100 ? $"; some waited for tokens during {Text.Seconds(waiting)}" : "")
            + (own >= wall / 100 ? $"; no task ran for {Text.Seconds(own)}" : "");
    }

    private static string Share(TimeSpan part, TimeSpan wall) =>
        $"{Text.Seconds(part)} ({Text.Percent(part.Ticks, wall.Ticks)})";

    private static IEnumerable<string> Wrap(string lead, List<string> names, string end)
    {
        var line = new StringBuilder(lead);
        foreach (var (i, name) in names.Index())
        {
            if (line.Length > lead.Length && line.Length + name.Length + 3 > Width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear().Append(' ', lead.Length);
            }

            line.Append(name).Append(i + 1 < names.Count ? " → " : end);
        }

        yield return line.ToString();
    }
}
