using Argosy.Site.Documentation.Highlighting;
using Argosy.Site.Documentation.Reading;
using Argosy.Site.Markup;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using static Argosy.Site.Markup.Tags;

namespace Argosy.Site.Documentation.Rendering;

/// <summary>A heading with a link to itself.</summary>
internal sealed class HeadingRenderer : HtmlObjectRenderer<HeadingBlock>
{
    protected override void Write(HtmlRenderer renderer, HeadingBlock heading)
    {
        var tag = $"h{heading.Level}";
        renderer.Write('<').Write(tag).WriteAttributes(heading).Write('>');
        renderer.WriteLeafInline(heading);
        if (heading.GetAttributes().Id is { Length: > 0 } id && heading.Level > 1)
        {
            renderer.Write(' ').Write(MarkupWriter.Write(Tag("a",
                [("class", "anchor"), ("href", $"#{id}"), ("aria-label", $"Link to: {PlainText.Of(heading)}")], "#")));
        }

        renderer.Write("</").Write(tag).WriteLine(">");
    }
}

/// <summary>Code with its words in colours, in a box that scrolls by itself.</summary>
internal sealed class CodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        var language = (block as FencedCodeBlock)?.Info;
        var pieces = Highlighter.Divide(language, block.Lines.ToString())
            .Select(p => p.Kind is null ? (MarkupNode)p.Text : Span($"t-{p.Kind}", p.Text));
        renderer.Write("<div class=\"code\">").Write(MarkupWriter.Write(Tag("pre", [("tabindex", "0")],
            Tag("code", [("data-language", string.IsNullOrEmpty(language) ? null : language)], [.. pieces]))))
            .WriteLine("</div>");
    }
}

/// <summary>A table that scrolls by itself where it is wider than the page.</summary>
internal sealed class ScrolledTableRenderer : HtmlTableRenderer
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.WriteLine("<div class=\"scroll\" tabindex=\"0\">");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
