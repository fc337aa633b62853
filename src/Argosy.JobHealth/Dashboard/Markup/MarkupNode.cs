namespace Argosy.JobHealth.Dashboard.Markup;

/// <summary>A piece of a page. What a text holds is never read as markup: the writer alone makes tags.</summary>
internal abstract record MarkupNode
{
    /// <summary>A text.</summary>
    public static implicit operator MarkupNode(string text) => new Words(text);
}

/// <summary>A text, whatever characters it has.</summary>
internal sealed record Words(string Text) : MarkupNode;

/// <summary>An element of HTML or SVG.</summary>
/// <param name="Name">Its tag, a constant of ours.</param>
/// <param name="Attributes">Names are constants of ours; null for an attribute that is left out, "" for one without value.</param>
/// <param name="Children">In order.</param>
internal sealed record Element(string Name, IReadOnlyList<(string Name, string? Value)> Attributes, IReadOnlyList<MarkupNode> Children) : MarkupNode;

/// <summary>Short names for what pages are made of.</summary>
internal static class Tags
{
    public static Element Tag(string name, params IReadOnlyList<MarkupNode> children) => new(name, [], children);

    public static Element Tag(string name, IReadOnlyList<(string Name, string? Value)> attributes, params IReadOnlyList<MarkupNode> children) =>
        new(name, attributes, children);

    /// <summary>A span with a class.</summary>
    public static Element Span(string style, params IReadOnlyList<MarkupNode> children) => new("span", [("class", style)], children);

    /// <summary>A name that others chose: its writing direction ends with it.</summary>
    public static Element Name(string name) => new("bdi", [], [name]);

    /// <summary>Words for those who hear the page, where others see a sign.</summary>
    public static Element Heard(string text) => Span("heard", text);
}
