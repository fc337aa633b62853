using Argosy.Platforms.Diagnostics;
using Argosy.Site.Documentation.Definition;
using Argosy.Site.Documentation.Reading;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Argosy.Site.Documentation.Checking;

/// <summary>Finds where links lead, and those that lead nowhere.</summary>
internal sealed class SiteLinks(SitePages site)
{
    /// <summary>The address of each link that leaves the project, sorted.</summary>
    public IReadOnlyList<string> Outside => [.. site.Pages.SelectMany(LinksOf)
        .Where(l => IsAddress(l.Url ?? "")).Select(l => l.Url!).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Error ARG0971 for each link and picture without its file, ARG0972 for each without its anchor, ARG0974
    /// for each mentioned name that no table defines.</summary>
    public IReadOnlyList<Diagnostic> Faults() =>
    [
        .. site.Pages.SelectMany(p => LinksOf(p).SelectMany(l => FaultOf(p, l)).Concat(Undefined(p))),
    ];

    /// <summary>Where a link of a page leads; null for nowhere.</summary>
    public LinkTarget? Find(PageText page, string url)
    {
        if (IsAddress(url)) return new LinkTarget.Outside(url);
        var (path, anchor) = Split(url);
        if (path.Length == 0) return page.HasAnchor(anchor) ? new LinkTarget.Inside(page.Page.Output, anchor) : null;
        if (SitePath.Resolve(SitePath.Folder(page.Page.Path), path) is not { } target) return null;
        if (PageAt(target) is { } other)
        {
            return anchor.Length == 0 || other.HasAnchor(anchor)
                ? new LinkTarget.Inside(other.Page.Output, anchor)
                : null;
        }

        if (site.Files.Contains(target, StringComparer.Ordinal))
            return new LinkTarget.Inside(target[(SiteDefinition.Folder.Length + 1)..], "");
        return Path.Exists(Path.Combine(site.Root, target)) ? new LinkTarget.Project(target) : null;
    }

    // A folder stands for its page of contents, or the first of its pages.
    private PageText? PageAt(string path) => site.Find(path) ?? site.Find($"{path}/README.md")
        ?? (Directory.Exists(Path.Combine(site.Root, path))
            ? site.Pages.FirstOrDefault(p => SitePath.Folder(p.Page.Path) == path)
            : null);

    private IEnumerable<Diagnostic> FaultOf(PageText page, LinkInline link)
    {
        var url = link.Url ?? "";
        if (Find(page, url) is not null) yield break;
        var place = new SourceLocation(page.Page.Path, link.Line + 1);
        var (path, anchor) = Split(url);
        var target = SitePath.Resolve(SitePath.Folder(page.Page.Path), path);
        var other = path.Length == 0 ? page : target is null ? null : PageAt(target);
        yield return other is not null
            ? new("ARG0972", place, $"'{url}' leads to '{other.Page.Path}', which has no heading '#{anchor}'",
                Suggestion.For(anchor, other.Headings.Select(h => h.Anchor).Concat(other.Ids)))
            : new("ARG0971", place, $"{(link.IsImage ? "the picture" : "the link")} '{url}' leads to no file",
                target is null ? "Write a path within the project." : Suggestion.TryNearest(target, Known()) is { } near
                    ? $"Did you mean '{near}'?" : "Correct the path, which is relative to this page's folder.");
    }

    private IEnumerable<string> Known() => site.Pages.Select(p => p.Page.Path).Concat(site.Files);

    private IEnumerable<Diagnostic> Undefined(PageText page)
    {
        // A changelog may name what is gone.
        if (site.Definition.Ids is not { } ids
            || !page.Page.Path.StartsWith($"{SiteDefinition.Folder}/", StringComparison.Ordinal))
        {
            return [];
        }

        return from inline in page.Document.Descendants<Inline>()
               let text = inline switch { LiteralInline l => l.Content.ToString(), CodeInline c => c.Content, _ => "" }
               from match in ids.Matches(text)
               where site.Defining(match.Value) is null
               select new Diagnostic("ARG0974", new(page.Page.Path, inline.Line + 1),
                   $"'{match.Value}' isn't defined in any table of the site", "Correct it, or add its row.");
    }

    private static IEnumerable<LinkInline> LinksOf(PageText page) => page.Document.Descendants<LinkInline>();

    private static (string Path, string Anchor) Split(string url) => url.IndexOf('#') is var at and >= 0
        ? (Uri.UnescapeDataString(url[..at]), Uri.UnescapeDataString(url[(at + 1)..]))
        : (Uri.UnescapeDataString(url), "");

    private static bool IsAddress(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase);
}
