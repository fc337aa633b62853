using System.Text.RegularExpressions;
using Argosy.Site.Documentation.Definition;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Argosy.Site.Documentation.Reading;

/// <summary>Reads Markdown as forges do: CommonMark, tables, and anchors of headings. Markup in it is text.</summary>
internal static class MarkdownReader
{
    /// <summary>The syntax.</summary>
    public static MarkdownPipeline Pipeline { get; } = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePreciseSourceLocation().DisableHtml()
        .Build();

    /// <summary>A page.</summary>
    /// <param name="page">Its place in the site.</param>
    /// <param name="text">Its Markdown.</param>
    /// <param name="ids">The names that a table defines in its first cells; null for none.</param>
    public static PageText Read(SitePage page, string text, Regex? ids)
    {
        var document = Markdown.Parse(text, Pipeline);
        var rows = ids is null ? [] : Rows(document, ids);
        foreach (var (id, row) in rows) row.GetAttributes().Id = id;
        var headings = document.Descendants<HeadingBlock>()
            .Select(h => new Heading(h.Level, PlainText.Of(h), h.GetAttributes().Id ?? "", h.Line + 1)).ToList();
        return new(page, document, page.Title ?? headings.FirstOrDefault()?.Text ?? page.Path, headings,
            [.. rows.Select(r => r.Id)]);
    }

    private static List<(string Id, TableRow Row)> Rows(MarkdownDocument document, Regex ids) =>
    [
        .. from row in document.Descendants<TableRow>()
           where !row.IsHeader && row.Count > 0
           let first = PlainText.Of((TableCell)row[0])
           let match = ids.Match(first)
           where match.Success && match.Length == first.Length
           select (first, row),
    ];
}

/// <summary>The text of nodes without their markup.</summary>
internal static class PlainText
{
    /// <summary>The words of a block.</summary>
    public static string Of(Block block) => block switch
    {
        LeafBlock { Inline: { } inline } => Of(inline),
        LeafBlock leaf => leaf.Lines.ToString(),
        ContainerBlock container => string.Join(' ', container.Select(Of).Where(t => t.Length > 0)),
        _ => "",
    };

    private static string Of(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline link => link.Url,
        ContainerInline container => string.Concat(container.Select(Of)),
        _ => "",
    };
}
