using Argosy.JobHealth.Dashboard.Drawing;
using Argosy.Platforms;
using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Dashboard.Sections;

/// <summary>The page's beginning: the counts, and a comparison of architectures.</summary>
internal static class Overview
{
    public static MarkupNode Numbers(DashboardModel board) => Tag("dl", [("class", "numbers")],
        [
            Number("Jobs", board.Jobs.Count, $"in {Figure.Count(board.Projects.Count, "project")}", null),
            Number("Vote", board.Jobs.Count(j => j.Job.Voting), "today", VotingStatus.Votes),
            Number("May vote", board, VotingStatus.MayVote, "promote them"),
            Number("Demote", board, VotingStatus.ToDemote, "vote, and should not"),
            Number("Blocked", board, VotingStatus.Blocked, "reasons with each project"),
        ]);

    public static MarkupNode Architectures(DashboardModel board) => Tag("table", [("class", "architectures")],
        Tag("caption",
            "All jobs of an architecture. The line is the weekly pass rate from 50 to 100 %; the grid is at 75 %."),
        Tag("thead", Tag("tr",
            [.. ((string[])
                [
                    "Architecture", "Pass rate", "By week", $"Time to {Architecture.DefaultBaseline}’s", "Time-outs",
                    "Node failures"
                ])
                .Select(c => Tag("th", [("scope", "col")], c))])),
        Tag("tbody",
            [.. board.Architectures.Select(a =>
                Row(a, [.. board.Jobs.Select(j => j.Job).Where(j => j.Architecture == a)]))]));

    private static Element Row(Architecture architecture, IReadOnlyList<JobSummary> jobs)
    {
        var verdicts = jobs.Sum(j => (long)j.Counts.Verdicts);
        var ratio = Median([.. jobs.Select(j => j.RatioToX64).OfType<double>()]);
        return Tag("tr", [("data-a", architecture.Name)],
            Tag("th", [("scope", "row")], architecture.Name, Span("sub", Figure.Count(jobs.Count, "job"))),
            Cell("Pass rate", verdicts > 0
                ? Figure.Percent((double)jobs.Sum(j => (long)j.Counts.Passed) / verdicts)
                : Figure.None),
            Tag("td", [("class", "wide")], Trend.DrawRate(Together(jobs))),
            Cell($"Time to {Architecture.DefaultBaseline}’s",
                architecture != Architecture.DefaultBaseline && ratio is { } r ? Figure.Ratio(r) : Figure.None),
            Cell("Time-outs", Figure.Count(jobs.Sum(j => (long)j.Counts.TimedOut))),
            Cell("Node failures", Figure.Count(jobs.Sum(j => (long)j.Counts.NodeFailures))));
    }

    /// <summary>A cell that shows its column's name on a narrow page.</summary>
    public static Element Cell(string column, params IReadOnlyList<MarkupNode> content) =>
        Tag("td", [("data-c", column), ("class", "number")], content);

    // Medians of different jobs have no common median; the rate is a sum, with any numbers from the file.
    private static IReadOnlyList<WeekOfBuilds> Together(IReadOnlyList<JobSummary> jobs) =>
        [.. jobs.SelectMany(j => j.Weeks).GroupBy(w => w.Start).OrderBy(w => w.Key)
            .Select(w => new WeekOfBuilds(w.Key, Sum(w, x => x.Verdicts), Sum(w, x => x.Passed), null))];

    private static int Sum(IEnumerable<WeekOfBuilds> weeks, Func<WeekOfBuilds, int> count) =>
        (int)Math.Min(int.MaxValue, weeks.Sum(w => (long)Math.Max(0, count(w))));

    private static double? Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static Element Number(string what, DashboardModel board, VotingStatus status, string more) =>
        Number(what, board.Jobs.Count(j => j.Status == status), more, status);

    private static Element Number(string what, int count, string more, VotingStatus? status) =>
        Tag("div", [("class", status?.Style)],
            Tag("dt", status is null ? what : $"{status.Sign}\u00a0{what}"),
            Tag("dd", Tag("b", Figure.Count(count)), Span("sub", more)));
}
