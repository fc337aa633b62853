using System.Globalization;
using System.Text;

namespace Argosy.JobHealth.Promotion;

/// <summary>Edits as a unified diff, for <c>git apply</c> and <c>patch -p1</c>.</summary>
/// <remarks>The edits are known, so no comparison is needed: the pieces are inserted into a line, which gives one line
/// or several.</remarks>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The diff of one file, with its header; empty if nothing changes.</summary>
    public static string Of(string name, string text, IEnumerable<(int At, int Length, string Text)> pieces)
    {
        var lines = Split(text, pieces);
        if (NextChange(lines, 0) is null) return "";
        var diff = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- a/{name}\n+++ b/{name}\n");
        var (at, grown) = (0, 0);
        while (NextChange(lines, at) is { } change)
        {
            var first = Math.Max(at, change - Context);
            // Changes with adjacent contexts are one hunk.
            var last = change;
            while (NextChange(lines, last + 1) is { } next && next - last <= 2 * Context) last = next;
            last = Math.Min(lines.Count - 1, last + Context);
            var hunk = lines[first..(last + 1)];
            diff.Append(CultureInfo.InvariantCulture,
                $"@@ -{first + 1},{hunk.Count} +{first + 1 + grown},{hunk.Sum(l => l.New.Count)} @@\n");
            foreach (var line in hunk) Write(diff, line);
            grown += hunk.Sum(l => l.New.Count - 1);
            at = last + 1;
        }

        return diff.ToString();
    }

    // A line before, and its replacement; without the line end.
    private sealed record Line(string Old, IReadOnlyList<string> New, bool IsCutOff)
    {
        public bool IsChanged => New is not [var same] || same != Old;
    }

    private static List<Line> Split(string text, IEnumerable<(int At, int Length, string Text)> pieces)
    {
        var sorted = pieces.Reverse().OrderByDescending(p => p.At).ToList();
        var lines = new List<Line>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found : text.Length;
            var (old, changed) = (text[start..end], text[start..end]);
            foreach (var (at, length, piece) in sorted.Where(p => p.At >= start && p.At <= end))
                changed = string.Concat(changed.AsSpan(0, at - start), piece, changed.AsSpan(at - start + length));
            lines.Add(new(old, changed.Split('\n'), end == text.Length));
            start = end + 1;
        }

        return lines;
    }

    private static int? NextChange(List<Line> lines, int from) =>
        lines.FindIndex(Math.Min(from, lines.Count), l => l.IsChanged) is >= 0 and var index ? index : null;

    private static void Write(StringBuilder diff, Line line)
    {
        var end = line.IsCutOff ? "\n\\ No newline at end of file\n" : "\n";
        // A line that only has lines before or after it is unchanged.
        var kept = line.IsCutOff && line.New.Count > 1 ? -1 : line.New.ToList().IndexOf(line.Old);
        if (kept < 0) diff.Append('-').Append(line.Old).Append(end);
        for (var i = 0; i < line.New.Count; i++)
            diff.Append(i == kept ? ' ' : '+').Append(line.New[i]).Append(i == line.New.Count - 1 ? end : "\n");
    }
}
