using System.Text;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>Findings for people: grouped by file, with a count at the end.</summary>
public static class FindingList
{
    /// <summary>The text, which ends with a line end.</summary>
    public static string Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var file in report.Findings.GroupBy(f => f.Place.What))
        {
            text.Append(file.Key).Append('\n');
            var width = file.Max(f => f.Place.Line?.ToString().Length ?? 1);
            foreach (var finding in file)
            {
                var line = finding.Place.Line?.ToString() ?? "-";
                text.Append(
                    $"  {line.PadLeft(width)}  {finding.Severity.ToString().ToLowerInvariant(),-7}  {finding.Kind.Id}"
                    + $"  {finding.Cause}. {finding.Remedy}\n");
            }

            text.Append('\n');
        }

        return text
            .Append(
                $"{Counts(report)} in {Number(report.Objects, "object")} of {Number(report.Files, "file")}, "
                + $"{Count(report.Repositories, "repository", "repositories")}\n")
            .ToString();
    }

    private static string Counts(CheckReport report) =>
        $"{Number(report.Count(Severity.Error), "error")}, {Number(report.Count(Severity.Warning), "warning")}, "
        + $"{Number(report.Count(Severity.Note), "note")}";

    private static string Number(int number, string what) => Count(number, what, $"{what}s");

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
