using Argosy.Site.Documentation.Definition;
using Markdig.Syntax;

namespace Argosy.Site.Documentation.Reading;

/// <summary>A page that was read.</summary>
/// <param name="Page">Its place in the site.</param>
/// <param name="Document">Its syntax tree.</param>
/// <param name="Title">Its name in the navigation.</param>
/// <param name="Headings">Its headings in order.</param>
/// <param name="Ids">The names that its tables define.</param>
internal sealed record PageText(
    SitePage Page, MarkdownDocument Document, string Title, IReadOnlyList<Heading> Headings, IReadOnlyList<string> Ids)
{
    /// <summary>Whether a link may lead to such an anchor.</summary>
    public bool HasAnchor(string anchor) =>
        Headings.Any(h => h.Anchor == anchor) || Ids.Contains(anchor, StringComparer.Ordinal);
}

/// <summary>A heading.</summary>
/// <param name="Level">From 1 to 6.</param>
/// <param name="Text">Its words.</param>
/// <param name="Anchor">The name by which links lead to it.</param>
/// <param name="Line">Its line in the file, from 1.</param>
internal sealed record Heading(int Level, string Text, string Anchor, int Line);
