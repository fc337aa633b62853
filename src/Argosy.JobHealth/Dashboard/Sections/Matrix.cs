using Argosy.JobHealth.Dashboard.Drawing;
using Argosy.Platforms;
using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Dashboard.Sections;

/// <summary>A project's jobs × architectures, and the reasons that block voting. A project is a fold that opens without
/// the script.</summary>
internal static class Matrix
{
    // Up to this number of projects are shown unfolded.
    private const int MostOpen = 4;

    public static IEnumerable<MarkupNode> Of(DashboardModel board) => board.Projects.Select(project => Tag("details",
        [("class", "project"), ("open", board.Projects.Count <= MostOpen ? "" : null)],
        [Summary(project), Table(board, project), .. Blocking(project)]));

    private static Element Summary(ProjectBoard project) => Tag("summary",
        Tag("h3", Name(project.Name)),
        Span("count", Figure.Count(project.Jobs.Count, "job")),
        Span("counts", [.. ((VotingStatus[])[VotingStatus.MayVote, VotingStatus.ToDemote, VotingStatus.Blocked])
            .Select(s => (Status: s, Count: project.Jobs.Count(j => j.Status == s))).Where(c => c.Count > 0)
            .Select(c => Mark(c.Status, $"{c.Count} {c.Status.Word}"))]),
        Span("worst", project.Jobs.Select(j => j.Job.PassRate).OfType<Rate>().MinBy(r => r.Value) is { } worst
            ? $"lowest {Figure.Percent(worst.Value)}" : ""));

    private static Element Table(DashboardModel board, ProjectBoard project) => Tag("table", [("class", "matrix")],
        Tag("caption", [("class", "heard")], $"Jobs of {project.Name} by architecture"),
        Tag("thead", Tag("tr", [Tag("th", [("scope", "col")], "Job"),
            .. board.Architectures.Select(a => Tag("th", [("scope", "col"), ("data-a", a.Name)], a.Name))])),
        Tag("tbody", [.. project.Rows.Select(row => Tag("tr", [Tag("th", [("scope", "row")], Name(row.Family)),
            .. board.Architectures.Select(a => Cell(a, [.. row.Cells[a]]))]))]));

    private static Element Cell(Architecture architecture, IReadOnlyList<JobView> jobs) => jobs.Count == 0
        ? Tag("td", [("data-a", architecture.Name), ("class", "empty")], Figure.None)
        : Tag("td",
            [("data-a", architecture.Name), ("data-v", string.Join(' ', jobs.Select(j => j.Status.Style).Distinct()))],
            [.. jobs.SelectMany(j => Job(j, named: jobs.Count > 1))]);

    private static IEnumerable<MarkupNode> Job(JobView view, bool named)
    {
        var job = view.Job;
        if (named) yield return Span("pipeline", Name(job.Pipeline));
        yield return Tag("div", [("class", "now")],
            [
                Tag("b", job.PassRate is { } rate ? Figure.Percent(rate.Value) : Figure.None),
                .. job.PassRate is { } drawn ? [RateBar.DrawHigh(drawn)] : (MarkupNode[])[],
                Mark(view.Status, view.Status.Word)
            ]);
        yield return Trend.Draw(job.Weeks);
        yield return Tag("div", [("class", "figures")],
            Tag("span", job.Duration is { } duration ? $"p50\u00a0{Figure.Time(duration.P50)}" : Figure.None),
            Tag("span", job.RatioToX64 is { } ratio && job.Architecture != Architecture.DefaultBaseline
                ? Figure.Ratio(ratio)
                : ""),
            Tag("span", Figure.Count(job.Counts.Verdicts, "build")));
    }

    private static IEnumerable<MarkupNode> Blocking(ProjectBoard project)
    {
        var blocked = project.Jobs.Where(j => j.Advice is { Blocking.Count: > 0 }).ToList();
        return blocked.Count == 0 ? [] :
        [
            Tag("h4", "What blocks voting"),
            Tag("ul", [("class", "blocking")],
                [.. blocked.Select(view => Tag("li", [("data-a", view.Job.Architecture.Name)],
                    Tag("b", Name(view.Job.Job)), " ", Name(view.Job.Pipeline), ": ",
                    Name(string.Join(" ", view.Advice!.Blocking.Select(Ended)))))]),
        ];
    }

    public static Element Mark(VotingStatus status, string words) =>
        Span($"v {status.Style}", $"{status.Sign}\u00a0{words}");

    public static string Ended(string sentence) => sentence.EndsWith('.') ? sentence : $"{sentence}.";
}
