using Argosy.Artifacts;
using Argosy.JobHealth.Dashboard.Sections;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Dashboard;

/// <summary>The dashboard: one HTML file that fetches nothing and works from a disk.</summary>
public static class DashboardPage
{
    /// <summary>The page's name in a folder.</summary>
    public const string FileName = "index.html";

    /// <summary>The whole page; the same input gives the same bytes. Without JavaScript only the filter is
    /// missing.</summary>
    /// <param name="figures">The figures to show.</param>
    /// <param name="wheels">Null if unknown; the page then has no such section.</param>
    public static string Render(HealthFigures figures, WheelCoverage? wheels)
    {
        var board = DashboardModel.Of(figures);
        return PageTemplate.Fill(new Dictionary<string, string>
        {
            ["title"] = Markup(figures.Report.Tenant is { } tenant ? $"Job health · {tenant}" : "Job health"),
            ["tenant"] = figures.Report.Tenant is { } named ? Markup(Name(named)) : "",
            ["span"] = Markup(Day(figures.Report.From), " to ", Day(figures.Report.Until)),
            ["numbers"] = Markup(Overview.Numbers(board)),
            ["choices"] = Markup([.. board.Architectures.Select(a => Tag("option", a.Name))]),
            ["architectures"] = Markup(Overview.Architectures(board)),
            ["todo"] = Markup([.. ActionItems.Of(board)]),
            ["slowest"] = Markup(Rankings.Slowest(board)),
            ["flakiest"] = Markup(Rankings.Flakiest(board)),
            ["wheels"] = wheels is null ? "" : Markup(Tag("section", [("aria-labelledby", "wheels")],
                [Tag("h2", [("id", "wheels")], "Wheels"), .. Wheels.Of(wheels)])),
            ["wheelslink"] = wheels is null ? "" : Markup(Tag("a", [("href", "#wheels")], "Wheels"), " "),
            ["base"] = Markup(Architecture.DefaultBaseline.Name),
            ["projects"] = Markup([.. Matrix.Of(board)]),
        });
    }

    /// <summary>Writes a page atomically; ARG0699 on failure.</summary>
    /// <param name="output">A file <c>….html</c>, or a folder that gets an <c>index.html</c>.</param>
    /// <param name="page">The result of <see cref="Render"/>.</param>
    /// <returns>The file.</returns>
    public static string Write(string output, string page)
    {
        var path = output.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
            ? output
            : Path.Combine(output, FileName);
        try
        {
            AtomicFile.Write(path, page);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgosyException(new Diagnostic("ARG0699", new(path),
                $"the page can't be written ({e.Message.TrimEnd('.')})",
                "Name a folder that you may write to, or a file that ends with .html."), e);
        }
    }

    private static Element Day(DateTimeOffset time) => Tag("time", [("datetime", Figure.Day(time))], Figure.Day(time));

    private static string Markup(params IReadOnlyList<MarkupNode> nodes) => MarkupWriter.Write(nodes);
}
