using Argosy.JobHealth;
using Argosy.JobHealth.Dashboard;
using Argosy.JobHealth.Dashboard.Drawing;
using static Argosy.Bench.Dashboard.Pictures.Picture;

namespace Argosy.Bench.Dashboard.Pictures;

/// <summary>The lines of one cell, large enough for their scales.</summary>
internal static class TrendPicture
{
    private const int Width = 900;
    private const int Left = 90;
    private const int LinesWidth = Width - Left - 24;
    private const int Top = 52;

    // For each unit of the lines.
    private const int Scale = 4;

    public static string Of(JobSummary job)
    {
        var longest = job.Weeks.Max(w => w.P50) ?? 0;
        return Picture.Of(Width, Top + (Trend.Height * Scale) + 40, $"{job.Job} of {job.Project} by week",
            "Above, the pass rate from 50 to 100 %. "
            + "Below, the median duration from half of the longest to the longest.",
            [
                Text(16, 26, $"{job.Project} {job.Job}", "strong"),
                .. (((int Y, string Label)[])
                    [(0, "100 %"), (12, "75 %"), (24, "50 %"), (28, Figure.Time(longest)),
                        (44, Figure.Time(longest / 2))])
                    .Select(tick => Text(Left - 12, Top + (tick.Y * Scale) + 4, tick.Label, "soft end")),
                Placed(
                    Left, Top, LinesWidth, Trend.Height * Scale, $"0 0 {Trend.Width(job.Weeks)} {Trend.Height}",
                    Trend.Lines(job.Weeks)),
                Text(Left, Top + (Trend.Height * Scale) + 26, Figure.Day(job.Weeks[0].Start), "soft"),
                Text(Left + LinesWidth, Top + (Trend.Height * Scale) + 26, Figure.Day(job.Weeks[^1].Start), "soft end"),
            ]);
    }
}
