using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Yaml.Writing;

/// <summary>Writes a tree as block YAML: two spaces per level, lists indented below their key, LF line ends.</summary>
/// <remarks>An own writer, because these files need comments, blank lines and control over quotes;
/// <c>docs/adr/0008-yaml-writer.md</c> gives the reasons.</remarks>
public sealed partial class YamlWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>A document: its first line unchanged, a comment, a blank line, the value.</summary>
    public static string Write(string firstLine, string? comment, YamlTree root)
    {
        var writer = new YamlWriter();
        writer._text.Append(firstLine).Append('\n');
        foreach (var line in comment is null ? [] : Wrapping.Comment(comment, 0))
            writer._text.Append(line).Append('\n');
        writer._text.Append('\n');
        if (TryInline(root, 0) is { } inline) writer._text.Append(inline).Append('\n');
        else writer.Block(root, 0, onDashLine: false);
        return writer._text.ToString();
    }

    private void Block(YamlTree tree, int indent, bool onDashLine)
    {
        if (tree is Mapping mapping) Entries(mapping, indent, onDashLine);
        else if (tree is Sequence sequence) Items(sequence, indent, onDashLine);
    }

    private void Entries(Mapping mapping, int indent, bool onDashLine)
    {
        foreach (var (index, entry) in mapping.Entries.Index())
        {
            if (mapping.Spaced && index > 0) _text.Append('\n');
            var inPlace = index == 0 && onDashLine;
            if (!inPlace)
            {
                Comment(entry.Comment, indent);
                _text.Append(' ', indent);
            }

            var key = ScalarText.Of(entry.Key);
            _text.Append(key).Append(':');
            if (TryInline(entry.Value, indent + key.Length + 2) is { } inline)
                _text.Append(' ').Append(inline).Append('\n');
            else if (entry.Value is Scalar scalar)
                Lines(scalar.Text, indent + 2, " ");
            else
                NextLine(entry.Value, indent + 2);
        }
    }

    private void Items(Sequence sequence, int indent, bool onDashLine)
    {
        foreach (var (index, item) in sequence.Items.Index())
        {
            if (sequence.Spaced && index > 0) _text.Append('\n');
            var inPlace = index == 0 && onDashLine;
            if (!inPlace)
            {
                Comment(item.Comment, indent);
                _text.Append(' ', indent);
            }

            _text.Append("- ");
            if (TryInline(item.Value, indent + 2) is { } inline) _text.Append(inline).Append('\n');
            else if (item.Value is Scalar scalar) Lines(scalar.Text, indent + 2, "");
            else Block(item.Value, indent + 2, onDashLine: true);
        }
    }

    private void NextLine(YamlTree tree, int indent)
    {
        _text.Append('\n');
        Block(tree, indent, onDashLine: false);
    }

    // Above the first key of a list's item there is no room: that comment belongs to the item.
    private void Comment(string? comment, int indent)
    {
        foreach (var line in comment is null ? [] : Wrapping.Comment(comment, indent))
            _text.Append(' ', indent).Append(line).Append('\n');
    }

    private void Lines(string text, int indent, string gap)
    {
        var block = text.Contains('\n', StringComparison.Ordinal);
        var sign = !block ? ">-" : text.EndsWith('\n') ? "|" : "|-";
        _text.Append(gap).Append(sign).Append('\n');
        foreach (var line in block ? text.TrimEnd('\n').Split('\n') : Wrapping.Lines(text, Wrapping.Columns - indent))
            _text.Append(' ', line.Length == 0 ? 0 : indent).Append(line).Append('\n');
    }

    // The text if it fits after its key or dash; null if it needs its own lines.
    private static string? TryInline(YamlTree tree, int column) => tree switch
    {
        Mapping { Entries.Count: 0 } => "{}",
        Sequence { Items.Count: 0 } => "[]",
        Scalar { Kind: ScalarKind.Literal } literal => literal.Text,
        Scalar scalar when column > 0 && IsBlock(scalar.Text) => null,
        Scalar scalar when ScalarText.Of(scalar.Text) is var text =>
            scalar.Kind == ScalarKind.Prose && column + text.Length > Wrapping.Columns
            && Foldable().IsMatch(scalar.Text)
                ? null
                : text,
        _ => null,
    };

    // Folding preserves only single spaces.
    [GeneratedRegex(@"\A[!-~]+(?: [!-~]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Foldable();

    // A block preserves lines. Invisible spaces, and breaks at the end, are clearer in quotes.
    private static bool IsBlock(string text) => text.Contains('\n', StringComparison.Ordinal)
        && text.All(c => c is '\n' or (>= ' ' and <= '~')) && text[0] is not ('\n' or ' ') && text[^1] != ' '
        && !text.Contains(" \n", StringComparison.Ordinal) && !text.EndsWith("\n\n", StringComparison.Ordinal);
}
