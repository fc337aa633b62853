using Argosy.Platforms.Diagnostics;
using Argosy.Site.Documentation.Definition;
using Argosy.Site.Documentation.Reference;

namespace Argosy.Site.Documentation.Reading;

/// <summary>All pages of a site, and the other files of its folder.</summary>
/// <param name="Root">The project's folder.</param>
/// <param name="Definition">What is declared.</param>
/// <param name="Pages">The pages in order.</param>
/// <param name="Files">The files of <c>docs/</c> that are no pages, relative to the project.</param>
internal sealed record SitePages(
    string Root, SiteDefinition Definition, IReadOnlyList<PageText> Pages, IReadOnlyList<string> Files)
{
    private readonly Dictionary<string, PageText> _byPath =
        Pages.ToDictionary(p => p.Page.Path, StringComparer.Ordinal);

    private readonly Dictionary<string, PageText> _byId = Pages.SelectMany(p => p.Ids.Select(i => (Id: i, Page: p)))
        .DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Page, StringComparer.Ordinal);

    /// <summary>A page by its path in the project, or null.</summary>
    public PageText? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The page whose table defines a name, or null.</summary>
    public PageText? Defining(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Reads a project's site. Error ARG0973 for a Markdown file of <c>docs/</c> that no section names.
    /// </summary>
    public static SitePages Read(string root, IReadOnlyList<TargetEntry> targets)
    {
        var definition = SiteDefinitionReader.Load(root);
        var pages = definition.Pages
            .Select(p => MarkdownReader.Read(p, Text(root, p, targets), definition.Ids)).ToList();
        var named = pages.Select(p => p.Page.Path).ToHashSet(StringComparer.Ordinal);
        var folder = Path.Combine(root, SiteDefinition.Folder);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f)).Where(f => f != SiteDefinition.FileName && !named.Contains(f))
            .Order(StringComparer.Ordinal).ToList();
        var lost = files.Where(f => f.EndsWith(".md", StringComparison.Ordinal)).ToList();
        return lost.Count == 0
            ? new(root, definition, pages, files)
            : throw new ArgosyException(
            [
                .. lost.Select(f => new Diagnostic("ARG0973", new(f),
                $"no section of {SiteDefinition.FileName} names this page", "Add it to one, or move it out of docs/.")),
            ]);
    }

    private static string Text(string root, SitePage page, IReadOnlyList<TargetEntry> targets) => page.Origin switch
    {
        PageOrigin.Targets => TargetsPage.Write(targets),
        PageOrigin.Options => OptionsPage.Write(File.ReadAllText(Path.Combine(root, page.File!)), page.File!),
        PageOrigin.Schema => SchemaPage.Write(File.ReadAllText(Path.Combine(root, page.File!)), page.File!),
        _ => File.ReadAllText(Path.Combine(root, page.Path)),
    };
}
