using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Dashboard.Sections;

/// <summary>Whether wheels exist for the platforms of jobs.</summary>
internal static class Wheels
{
    public static IEnumerable<MarkupNode> Of(WheelCoverage coverage)
    {
        var missing = coverage.Platforms.Count(p => p is { RunsJobs: true, Wheels: 0 });
        yield return Tag("p", missing == 0
            ? "Every platform that jobs run on has wheels."
            : $"{Figure.Count(missing, "platform")} without wheels: jobs there compile what others download.");
        yield return Tag("table", [("class", "ranking")],
            Tag("caption", "Platforms that jobs run on, and wheels published for them"),
            Tag("thead", Tag("tr", [.. ((string[])["Platform", "Jobs run there", "Wheels", ""]).Select(Head)])),
            Tag("tbody", [.. coverage.Platforms.Select(Row)]));
    }

    private static Element Row(WheelPlatform platform) => Tag("tr",
        Tag("th", [("scope", "row")], Name(platform.Name), Span("sub", Name($"wheel/{platform.Slug}"))),
        Overview.Cell("Jobs run there", platform.RunsJobs ? "yes" : "no"),
        Overview.Cell("Wheels", platform.Wheels > 0 ? Figure.Count(platform.Wheels) : "none"),
        Tag("td", platform switch
        {
            { RunsJobs: true, Wheels: 0 } => Span("v demote", "▼\u00a0no wheels"),
            { RunsJobs: false } => Span("v blocked", "○\u00a0nobody’s"),
            _ => Span("v votes", "●\u00a0covered"),
        }));

    private static Element Head(string column) => column.Length > 0 ? Tag("th", [("scope", "col")], column) : Tag("td");
}
