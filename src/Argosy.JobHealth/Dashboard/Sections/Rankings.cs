using Argosy.JobHealth.Dashboard.Drawing;
using Argosy.Platforms;
using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Dashboard.Sections;

/// <summary>The slowest and the flakiest jobs, with related figures.</summary>
internal static class Rankings
{
    private const int Most = 10;

    public static MarkupNode Slowest(DashboardModel board) => Table(
        $"The {Most} slowest, by the 95th percentile of passed builds",
        ["95 % below", "Median", $"To {Architecture.DefaultBaseline}’s", "Time-outs"],
        board.Jobs.Where(j => j.Job.Duration is not null).OrderByDescending(j => j.Job.Duration!.P95).Take(Most),
        job =>
        [
            [Figure.Time(job.Duration!.P95)],
            [Figure.Time(job.Duration.P50)],
            [job.RatioToX64 is { } ratio ? Figure.Ratio(ratio) : Figure.None],
            [Figure.Count(job.Counts.TimedOut)],
        ]);

    // By the lower bound: otherwise one flaky change of two would lead the list.
    public static MarkupNode Flakiest(DashboardModel board) => Table(
        $"The {Most} flakiest, by the lower end of the interval",
        ["Flaky changes", "Pass rate", "Node failures"],
        board.Jobs
            .Where(j => j.Job.Flakiness is { Value: > 0 })
            .OrderByDescending(j => j.Job.Flakiness!.Low)
            .Take(Most),
        job =>
        [
            [Figure.Percent(job.Flakiness!.Value), RateBar.DrawLow(job.Flakiness)],
            [job.PassRate is { } rate ? Figure.Percent(rate.Value) : Figure.None],
            [Figure.Count(job.Counts.NodeFailures)],
        ]);

    private static Element Table(
        string caption, string[] columns, IEnumerable<JobView> jobs, Func<JobSummary, MarkupNode[][]> figures) =>
        Tag("table", [("class", "ranking")],
            Tag("caption", caption),
            Tag("thead", Tag("tr", [.. columns.Prepend("Job").Select(c => Tag("th", [("scope", "col")], c))])),
            Tag("tbody",
                [.. jobs.Select(view => Tag("tr", [("data-a", view.Job.Architecture.Name)],
                    [
                        ActionItems.JobName(view),
                        .. figures(view.Job).Zip(columns, (cell, column) => Overview.Cell(column, cell))
                    ]))]));
}
