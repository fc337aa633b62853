using System.Buffers;
using System.Text;

namespace Argosy.Site.Markup;

/// <summary>Writes nodes as HTML and, for a drawing, also as well-formed XML.</summary>
internal static class MarkupWriter
{
    // HTML's void elements, and SVG's shapes, which never have children here.
    private static readonly HashSet<string> s_void =
        new(["input", "br", "col", "meta", "link", "path", "rect", "line", "circle"], StringComparer.Ordinal);

    // Most of a page is numbers and names: they are not checked character by character.
    private static readonly SearchValues<char> s_harmless =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Except("&<>\"'"), '\u00a0']);

    /// <summary>Writes the nodes in sequence.</summary>
    public static string Write(params IReadOnlyList<MarkupNode> nodes)
    {
        var text = new StringBuilder();
        foreach (var node in nodes) Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, MarkupNode node)
    {
        if (node is Words words) Escape(text, words.Text);
        else if (node is Element element) Write(text, element);
    }

    private static void Write(StringBuilder text, Element element)
    {
        text.Append('<').Append(element.Name);
        foreach (var (name, value) in element.Attributes)
        {
            if (value is null) continue;
            text.Append(' ').Append(name).Append("=\"");
            Escape(text, value);
            text.Append('"');
        }

        if (s_void.Contains(element.Name))
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        foreach (var child in element.Children) Write(text, child);
        text.Append("</").Append(element.Name).Append('>');
        if (BreaksAfter(element.Name)) text.Append('\n');
    }

    // Line breaks for people and diffs, where white space has no meaning.
    private static bool BreaksAfter(string name) =>
        name is "tr" or "table" or "caption" or "section" or "details" or "summary" or "h2" or "h3" or "p" or "li"
            or "g" or "svg" or "div" or "dl";

    private static void Escape(StringBuilder text, string value)
    {
        if (!value.AsSpan().ContainsAnyExcept(s_harmless))
        {
            text.Append(value);
            return;
        }

        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\'' => text.Append("&#39;"),
                // Neither HTML nor XML can represent these.
                < 0x20 and not '\t' and not '\n' or (>= 0x7f and < 0xa0) or 0xfffe or 0xffff => text.Append('\ufffd'),
                _ => text.Append(rune.ToString()),
            };
        }
    }
}
