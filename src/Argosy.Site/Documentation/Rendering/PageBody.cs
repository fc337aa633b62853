using System.Text.RegularExpressions;
using Argosy.Site.Documentation.Checking;
using Argosy.Site.Documentation.Definition;
using Argosy.Site.Documentation.Reading;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Argosy.Site.Documentation.Rendering;

/// <summary>The text of a page as HTML: links lead to the site's files, and mentioned names to where they are
/// defined.</summary>
internal sealed class PageBody(SitePages site, SiteLinks links)
{
    /// <summary>The markup of a page. Changes the page's syntax tree.</summary>
    public string Render(PageText page)
    {
        foreach (var link in page.Document.Descendants<LinkInline>().ToList()) Lead(page, link);
        if (site.Definition.Ids is { } ids)
        {
            foreach (var literal in page.Document.Descendants<LiteralInline>().ToList()) LinkNames(page, literal, ids);
            foreach (var code in page.Document.Descendants<CodeInline>().ToList()) LinkName(page, code, ids);
        }

        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        MarkdownReader.Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.HeadingRenderer>(new HeadingRenderer());
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new CodeRenderer());
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new ScrolledTableRenderer());
        renderer.Render(page.Document);
        return text.ToString();
    }

    private void Lead(PageText page, LinkInline link)
    {
        switch (links.Find(page, link.Url ?? ""))
        {
            case LinkTarget.Inside inside:
                link.Url = Address(page, inside.Output, inside.Anchor);
                if (link.IsImage) link.GetAttributes().AddPropertyIfNotExist("loading", "lazy");
                break;
            case LinkTarget.Outside:
                link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer");
                break;
            case LinkTarget.Project file when site.Definition.Source is { } source:
                link.Url = source.Replace("{path}", file.Path, StringComparison.Ordinal);
                break;
            default:
                // A file that readers of the site don't have: its name stays, without a link.
                foreach (var child in link.ToList())
                {
                    child.Remove();
                    link.InsertBefore(child);
                }

                link.Remove();
                break;
        }
    }

    private void LinkNames(PageText page, LiteralInline literal, Regex ids)
    {
        if (IsWithinLink(literal) || IsWhereDefined(page, literal)) return;
        var text = literal.Content.ToString();
        var end = 0;
        foreach (var match in ids.Matches(text).Where(m => site.Defining(m.Value) is not null))
        {
            if (match.Index > end) literal.InsertBefore(new LiteralInline(text[end..match.Index]));
            literal.InsertBefore(Link(page, match.Value, new LiteralInline(match.Value)));
            end = match.Index + match.Length;
        }

        if (end == 0) return;
        if (end < text.Length) literal.InsertBefore(new LiteralInline(text[end..]));
        literal.Remove();
    }

    private void LinkName(PageText page, CodeInline code, Regex ids)
    {
        if (IsWithinLink(code) || !ids.IsMatch(code.Content) || site.Defining(code.Content) is null) return;
        var link = Link(page, code.Content, new CodeInline(code.Content));
        code.InsertBefore(link);
        code.Remove();
    }

    private LinkInline Link(PageText page, string id, Inline shown)
    {
        var link = new LinkInline(Address(page, site.Defining(id)!.Page.Output, id), "");
        link.AppendChild(shown);
        return link;
    }

    private static bool IsWithinLink(Inline inline)
    {
        for (ContainerInline? at = inline.Parent; at is not null; at = at.Parent)
        {
            if (at is LinkInline) return true;
        }

        return false;
    }

    // The first cell of the row that defines the name: there it would lead to itself.
    private static bool IsWhereDefined(PageText page, LiteralInline literal)
    {
        ContainerInline? root = literal.Parent;
        while (root?.Parent is { } outer) root = outer;
        return root?.ParentBlock?.Parent is TableCell cell && cell.Parent is TableRow row && row[0] == cell
            && page.Ids.Contains(PlainText.Of(cell), StringComparer.Ordinal);
    }

    private static string Address(PageText page, string output, string anchor) =>
        (output == page.Page.Output && anchor.Length > 0 ? "" : SitePath.Relative(page.Page.Output, output))
        + (anchor.Length == 0 ? "" : $"#{anchor}");
}
