using Argosy.JobHealth.Dashboard;
using Argosy.JobHealth.Dashboard.Drawing;
using Argosy.Platforms;
using Argosy.Site.Markup;
using static Argosy.Bench.Dashboard.Pictures.Picture;

namespace Argosy.Bench.Dashboard.Pictures;

/// <summary>A project's matrix, as on the page.</summary>
internal static class MatrixPicture
{
    private const int Width = 900;
    private const int Head = 212;
    private const int Column = 228;
    private const int CellWidth = Column - 24;
    private const int Row = 100;
    private const int Top = 64;

    public static string Of(ProjectBoard project)
    {
        IReadOnlyList<Architecture> architectures =
            [.. Architecture.All.Where(a => project.Rows.Any(r => r.Cells.Contains(a)))];
        return Picture.Of(Width, Top + (project.Rows.Count * Row) + 8, $"Jobs of {project.Name} by architecture",
            "Each cell has the pass rate with its interval, whether the job votes or should, "
            + "pass rate and duration by week, and the median duration.",
            [
                Text(16, 26, project.Name, "strong"),
                .. architectures.Select((a, i) => Text(Head + (i * Column), 52, a.Name, "soft")),
                .. project.Rows.SelectMany((row, y) => (MarkupNode[])
                [
                    Rule(Top + (y * Row), Width),
                    Text(16, Top + (y * Row) + 22, row.Family, "strong"),
                    .. architectures.SelectMany(
                        (a, x) => row.Cells[a].SelectMany(view => Cell(view, Head + (x * Column), Top + (y * Row)))),
                ]),
            ]);
    }

    private static IEnumerable<MarkupNode> Cell(JobView view, int x, int y)
    {
        var (job, status) = (view.Job, view.Status);
        if (job.PassRate is { } rate)
        {
            yield return Text(x, y + 22, Figure.Percent(rate.Value), "strong");
            yield return Placed(x + 60, y + 14, 70, 8, $"0 0 {RateBar.Width} {RateBar.Height}", RateBar.Marks(rate));
        }

        yield return Text(x + CellWidth, y + 22, $"{status.Sign} {status.Word}", $"soft end {status.Style}");
        yield return Placed(
            x, y + 30, CellWidth, Trend.Height, $"0 0 {Trend.Width(job.Weeks)} {Trend.Height}", Trend.Lines(job.Weeks));
        var ratio = job.Architecture != Architecture.DefaultBaseline && job.RatioToX64 is { } r
            ? $" · {Figure.Ratio(r)}"
            : "";
        yield return Text(x, y + 92, job.Duration is { } d ? $"p50 {Figure.Time(d.P50)}{ratio}" : Figure.None, "soft");
        yield return Text(x + CellWidth, y + 92, Figure.Count(job.Counts.Verdicts, "build"), "soft end");
    }
}
