using Argosy.Site.Documentation.Definition;
using Argosy.Site.Documentation.Reading;
using Argosy.Site.Markup;
using static Argosy.Site.Markup.Tags;

namespace Argosy.Site.Documentation.Rendering;

/// <summary>What surrounds a page's text: navigation, contents, the pages before and after it.</summary>
internal sealed class PageFrame(SitePages site)
{
    // The browser may take nothing from elsewhere, and runs no script but the site's files.
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'";

    private const int DeepestContents = 3;
    private const int FewestContents = 2;

    private static readonly PageSkeleton s_page = new(Resource("site.html"), "", "");

    /// <summary>A file of the site's own, such as its style sheet.</summary>
    public static string Resource(string file) =>
        PageSkeleton.Read(typeof(PageFrame).Assembly, $"Documentation/{file}");

    /// <summary>The whole page.</summary>
    public string Around(PageText page, string body)
    {
        var place = site.Pages.ToList().IndexOf(page);
        return s_page.Fill(new Dictionary<string, string>
        {
            ["rules"] = MarkupWriter.Write(Policy),
            ["root"] = MarkupWriter.Write(SitePath.Relative(page.Page.Output, "x")[..^1]),
            ["home"] = MarkupWriter.Write(SitePath.Relative(page.Page.Output, "index.html")),
            ["site"] = MarkupWriter.Write(site.Definition.Title),
            ["title"] = MarkupWriter.Write(page.Page.Output == "index.html"
                ? site.Definition.Title : $"{page.Title} · {site.Definition.Title}"),
            ["description"] = MarkupWriter.Write(site.Definition.Description),
            ["navigation"] = MarkupWriter.Write([.. site.Definition.Sections.Select(s => Section(page, s))]),
            ["contents"] = Contents(page) is { } contents ? MarkupWriter.Write(contents) : "",
            ["body"] = body,
            ["around"] = MarkupWriter.Write(Tag(
                "nav",
                [("class", "around"), ("aria-label", "Pages before and after")],
                [
                    .. Neighbour(page, place - 1, "previous", "Previous"),
                    .. Neighbour(page, place + 1, "next", "Next"),
                ])),
            ["origin"] = MarkupWriter.Write(Origin(page.Page)),
        });
    }

    private Element Section(PageText page, SiteSection section) => Tag("section",
        Tag("h2", section.Title),
        Tag("ul", [.. section.Pages.Select(p => (MarkupNode)Tag("li", Tag("a",
        [
            ("href", SitePath.Relative(page.Page.Output, p.Output)),
            ("aria-current", p == page.Page ? "page" : null),
        ], site.Find(p.Path)!.Title)))]));

    private static Element? Contents(PageText page)
    {
        var headings = page.Headings.Where(h => h.Level is > 1 and <= DeepestContents).ToList();
        return headings.Count < FewestContents ? null : Tag(
            "nav",
            [("class", "contents"), ("aria-label", "On this page")],
            Tag("h2", "On this page"),
            Tag("ul", [.. headings.Select(h => (MarkupNode)Tag("li", [("class", $"level{h.Level}")],
                Tag("a", [("href", $"#{h.Anchor}")], h.Text)))]));
    }

    private IEnumerable<MarkupNode> Neighbour(PageText page, int place, string relation, string word)
    {
        if (place < 0 || place >= site.Pages.Count) yield break;
        var other = site.Pages[place];
        yield return Tag("a",
            [
                ("rel", relation == "previous" ? "prev" : relation),
                ("class", relation),
                ("href", SitePath.Relative(page.Page.Output, other.Page.Output)),
            ],
            Span("sub", word), Tag("b", other.Title));
    }

    private Element Origin(SitePage page)
    {
        var path = page.Origin is PageOrigin.File ? page.Path : page.File;
        if (path is null) return Tag("p", "This page is generated from the build's task classes and model.");
        var name = Tag("code", path);
        return page.Origin is PageOrigin.File
            ? Tag("p", "Source: ", site.Definition.Edit is { } edit
                ? Tag("a", [("href", edit.Replace("{path}", path, StringComparison.Ordinal))], name) : name)
            : Tag("p", "Generated from ", name);
    }
}
