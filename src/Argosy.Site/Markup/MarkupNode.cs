namespace Argosy.Site.Markup;

/// <summary>A node of a page. Text is never read as markup: only the writer makes tags.</summary>
internal abstract record MarkupNode
{
    /// <summary>A text.</summary>
    public static implicit operator MarkupNode(string text) => new Words(text);
}

/// <summary>A text with any characters.</summary>
internal sealed record Words(string Text) : MarkupNode;

/// <summary>An element of HTML or SVG.</summary>
/// <param name="Name">Its tag, a constant of this code.</param>
/// <param name="Attributes">Names are constants of this code; null for an omitted attribute, "" for one without
/// value.</param>
/// <param name="Children">In order.</param>
internal sealed record Element(
    string Name, IReadOnlyList<(string Name, string? Value)> Attributes, IReadOnlyList<MarkupNode> Children)
    : MarkupNode;

/// <summary>Short names for page elements.</summary>
internal static class Tags
{
    public static Element Tag(string name, params IReadOnlyList<MarkupNode> children) => new(name, [], children);

    public static Element Tag(string name, IReadOnlyList<(string Name, string? Value)> attributes,
        params IReadOnlyList<MarkupNode> children) =>
        new(name, attributes, children);

    /// <summary>A span with a class.</summary>
    public static Element Span(string style, params IReadOnlyList<MarkupNode> children) =>
        new("span", [("class", style)], children);

    /// <summary>An external name, whose writing direction is isolated.</summary>
    public static Element Name(string name) => new("bdi", [], [name]);

    /// <summary>Text for screen readers, in place of a visible sign.</summary>
    public static Element Heard(string text) => Span("heard", text);
}
