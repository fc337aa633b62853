using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Dashboard.Sections;

/// <summary>The jobs that the policy would change, with the first reason.</summary>
internal static class ActionItems
{
    private const int Most = 10;

    public static IEnumerable<MarkupNode> Of(DashboardModel board)
    {
        MarkupNode[] lists =
        [
            .. Of(board, VotingStatus.ToDemote, "Should vote no longer"),
            .. Of(board, VotingStatus.MayVote, "May vote now")
        ];
        return lists.Length > 0 ? lists : [Tag("p", "Nothing: every job’s vote is as the policy wants it.")];
    }

    private static MarkupNode[] Of(DashboardModel board, VotingStatus status, string title)
    {
        var jobs = board.Jobs.Where(j => j.Status == status).ToList();
        if (jobs.Count == 0) return [];
        var table = Tag("table", [("class", "list")],
            Tag("caption", Matrix.Mark(status, title)),
            Tag("thead", Tag("tr", Tag("th", [("scope", "col")], "Job"), Tag("th", [("scope", "col")], "Why"))),
            Tag("tbody", [.. jobs.Take(Most).Select(Row)]));
        var rest = jobs.Count - Most;
        return [Tag("div", rest <= 0 ? [table] :
            [table, Tag("p", [("class", "sub")], $"And {Figure.Count(rest)} more, each with its project below.")])];
    }

    private static Element Row(JobView view) => Tag("tr", [("data-a", view.Job.Architecture.Name)],
        JobName(view),
        Tag("td", Name(view.Advice is { Reasons: [var reason, ..] } ? Matrix.Ended(reason) : Figure.None)));

    /// <summary>The header of a row that is not below its project.</summary>
    public static Element JobName(JobView view) => Tag("th", [("scope", "row")],
        Name(view.Job.Job), Span("sub", Name(view.Job.Project), " · ", view.Job.Architecture.Name));
}
