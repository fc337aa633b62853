using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Argosy.Yaml;

/// <summary>The first document of a YAML text.</summary>
/// <param name="Root">Its root node; null for an empty text.</param>
/// <param name="SecondDocument">The line where another document begins; null if there is none.</param>
public sealed record SourceDocument(SourceNode? Root, int? SecondDocument)
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxDepth">The maximum nesting of sequences and mappings.</param>
    /// <exception cref="YamlSyntaxException">It isn't YAML, or nested too deeply.</exception>
    public static SourceDocument Parse(string text, int maxDepth)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return new(null, null);
            var root = Read(parser, text, maxDepth);
            parser.Consume<DocumentEnd>();
            return new(root, parser.Accept<DocumentStart>(out var second) ? (int)second.Start.Line : null);
        }
        catch (Exception e) when (e is not (YamlSyntaxException or OutOfMemoryException))
        {
            // YamlDotNet's scanner also throws other exceptions at broken flow collections.
            var line = (int)((e as YamlException)?.Start ?? parser.Current?.End ?? Mark.Empty).Line;
            throw new YamlSyntaxException(
                line, e is YamlException ? OneLine(e.Message) : "a bracket or a quote isn't closed",
                TabBefore(text, line), e);
        }
    }

    private static SourceNode Read(Parser parser, string text, int depthLeft)
    {
        var start = parser.Current!.Start;
        if (depthLeft < 0) throw new YamlSyntaxException((int)start.Line);
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return new SourceAlias(Span(start, alias.End.Index), alias.Value.Value);
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            // The parser includes the blanks and lines that follow a plain scalar; a scalar on one line is as long as
            // its value.
            var isPlain = scalar.Style == ScalarStyle.Plain;
            var end = isPlain ? start.Index + scalar.Value.Length : scalar.End.Index;
            return new SourceScalar(Span(start, end), TagOf(scalar), AnchorOf(scalar), scalar.Value, isPlain);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<SourceNode>();
            while (!parser.Accept<SequenceEnd>(out _)) items.Add(Read(parser, text, depthLeft - 1));
            var span = Span(start, AfterBracket(text, parser.Consume<SequenceEnd>().End.Index));
            return new SourceSequence(
                span, TagOf(sequence), AnchorOf(sequence), sequence.Style == SequenceStyle.Flow, items);
        }

        var mapping = parser.Consume<MappingStart>();
        var entries = new List<(SourceNode, SourceNode)>();
        while (!parser.Accept<MappingEnd>(out _))
            entries.Add((Read(parser, text, depthLeft - 1), Read(parser, text, depthLeft - 1)));
        var whole = Span(start, AfterBracket(text, parser.Consume<MappingEnd>().End.Index));
        return new SourceMapping(whole, TagOf(mapping), AnchorOf(mapping), mapping.Style == MappingStyle.Flow, entries);
    }

    // The parser's end of a flow list or map is before the closing bracket.
    private static long AfterBracket(string text, long end) =>
        end < text.Length && text[(int)end] is (']' or '}') ? end + 1 : end;

    private static SourceSpan Span(Mark start, long end) =>
        new((int)start.Index, (int)end, (int)start.Line, (int)start.Column - 1);

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value;

    private static string? AnchorOf(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    // The first line that begins with a tab, up to the line after the error: YAML allows none there, and its parsers
    // fail near it.
    private static int? TabBefore(string text, int line)
    {
        var index = Array.FindIndex(
            [.. text.Split('\n').Take(line + 1)],
            l => l.TrimStart(' ') is ['\t', ..] rest && rest.Trim().Length > 0);
        return index < 0 ? null : index + 1;
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries)).TrimEnd('.');
}
