using System.Text.RegularExpressions;

namespace Argosy.Site.Documentation.Definition;

/// <summary>A project's documentation, as declared in <c>docs/site.yaml</c>.</summary>
/// <param name="Title">The site's name.</param>
/// <param name="Description">One line for search engines and previews.</param>
/// <param name="Source">The address at which a file of the project can be read, with <c>{path}</c>; null if there is
/// none.</param>
/// <param name="Edit">The address at which it can be edited, with <c>{path}</c>; null if there is none.</param>
/// <param name="Ids">The names that tables define in their first cell, such as those of errors; null for none.</param>
/// <param name="Sections">The pages, in the order in which they are read.</param>
public sealed record SiteDefinition(
    string Title, string Description, string? Source, string? Edit, Regex? Ids, IReadOnlyList<SiteSection> Sections)
{
    /// <summary>The folder of a project's documentation.</summary>
    public const string Folder = "docs";

    /// <summary>The file of a project.</summary>
    public const string FileName = "docs/site.yaml";

    /// <summary>All pages in order.</summary>
    public IEnumerable<SitePage> Pages => Sections.SelectMany(s => s.Pages);
}

/// <summary>A group of pages.</summary>
/// <param name="Title">Its name in the navigation.</param>
/// <param name="Pages">Its pages.</param>
public sealed record SiteSection(string Title, IReadOnlyList<SitePage> Pages);

/// <summary>A page of the site.</summary>
/// <param name="Path">The Markdown file, relative to the project; for a generated page the path that links to it
/// have.</param>
/// <param name="Title">Its name in the navigation; null for that of its first heading.</param>
/// <param name="Origin">Where its text comes from.</param>
/// <param name="File">The file of the project that it is generated from; null for none.</param>
/// <param name="Line">Its line in <c>docs/site.yaml</c>.</param>
public sealed record SitePage(string Path, string? Title, PageOrigin Origin, string? File, int? Line)
{
    /// <summary>The page's file in the site: <c>docs/errors/README.md</c> is <c>errors/index.html</c>, and
    /// <c>CONTRIBUTING.md</c> is <c>project/contributing.html</c>.</summary>
    public string Output
    {
        get
        {
            var inside = Path.StartsWith($"{SiteDefinition.Folder}/", StringComparison.Ordinal)
                ? Path[(SiteDefinition.Folder.Length + 1)..]
                : $"project/{Path.ToLowerInvariant()}";
            var page = System.IO.Path.ChangeExtension(inside, ".html");
            return System.IO.Path.GetFileName(page) == "README.html"
                ? $"{page[..^"README.html".Length]}index.html"
                : page;
        }
    }
}

/// <summary>Where a page's text comes from.</summary>
public enum PageOrigin
{
    /// <summary>A Markdown file.</summary>
    File,

    /// <summary>The targets of the build.</summary>
    Targets,

    /// <summary>The help text of a script.</summary>
    Options,

    /// <summary>A JSON schema.</summary>
    Schema,
}
