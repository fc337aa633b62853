using System.Text;
using System.Text.RegularExpressions;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>Findings for people: grouped by file, with a count at the end. Many warnings or notes that differ
/// in names alone are one line.</summary>
public static partial class FindingList
{
    private const int MostAlike = 8;

    /// <summary>The text, which ends with a line end.</summary>
    public static string Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var file in Shortened(report.Findings).GroupBy(f => f.Finding.Place.What))
        {
            text.Append(file.Key).Append('\n');
            var width = file.Max(f => f.Finding.Place.Line?.ToString().Length ?? 1);
            foreach (var (finding, more) in file)
            {
                var line = finding.Place.Line?.ToString() ?? "-";
                text.Append(
                    $"  {line.PadLeft(width)}  {finding.Severity.ToString().ToLowerInvariant(),-7}  {finding.Kind.Id}"
                    + $"  {finding.Cause}. {finding.Remedy}{(more == 0 ? "" : $" ({more} more like it)")}\n");
            }

            text.Append('\n');
        }

        return text
            .Append(
                $"{Counts(report)} in {Number(report.Objects, "object")} of {Number(report.Files, "file")}, "
                + $"{Count(report.Repositories, "repository", "repositories")}\n")
            .ToString();
    }

    // Warnings and notes that differ in names alone are one line with a count, if there are many.
    private static IEnumerable<(Finding Finding, int More)> Shortened(IReadOnlyList<Finding> findings) => findings
        .GroupBy(f => f.Severity == Severity.Error
            ? (f.Kind, f.Severity, f.Place.ToString(), f.Cause)
            : (f.Kind, f.Severity, "", Quoted().Replace(f.Cause, "'…'")))
        .SelectMany(g => g.Count() > MostAlike
            ? [(g.First(), g.Count() - 1)]
            : g.Select(f => (f, 0)))
        .OrderBy(f => f.Item1, Comparer<Finding>.Create(Finding.Order));

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    private static string Counts(CheckReport report) =>
        $"{Number(report.Count(Severity.Error), "error")}, {Number(report.Count(Severity.Warning), "warning")}, "
        + $"{Number(report.Count(Severity.Note), "note")}";

    private static string Number(int number, string what) => Count(number, what, $"{what}s");

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
