using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Argosy.Yaml;

/// <summary>Reads a document's nodes.</summary>
/// <param name="original">The text as it is written.</param>
/// <param name="indentation">The text as it is parsed; null if that is the original.</param>
internal sealed class SourceReader(string original, FlowIndentation? indentation)
{
    private readonly string _text = indentation?.Text ?? original;

    /// <summary>The first document.</summary>
    /// <exception cref="YamlSyntaxException">It isn't YAML, or nested too deeply.</exception>
    public SourceDocument Read(int maxDepth)
    {
        var parser = new Parser(new StringReader(_text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return new(null, null);
            var root = Read(parser, maxDepth);
            parser.Consume<DocumentEnd>();
            return new(root, parser.Accept<DocumentStart>(out var second) ? (int)second.Start.Line : null);
        }
        catch (Exception e) when (e is not (YamlSyntaxException or OutOfMemoryException))
        {
            // YamlDotNet's scanner also throws other exceptions at broken flow collections.
            var line = (int)((e as YamlException)?.Start ?? parser.Current?.End ?? Mark.Empty).Line;
            var message = e is YamlException ? OneLine(e.Message) : "a bracket or a quote isn't closed";
            throw new YamlSyntaxException(line, message, TabNear(line, message), e);
        }
    }

    private SourceNode Read(Parser parser, int depthLeft)
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
            while (!parser.Accept<SequenceEnd>(out _)) items.Add(Read(parser, depthLeft - 1));
            var span = Span(start, AfterBracket(parser.Consume<SequenceEnd>().End.Index));
            return new SourceSequence(
                span, TagOf(sequence), AnchorOf(sequence), sequence.Style == SequenceStyle.Flow, items);
        }

        var mapping = parser.Consume<MappingStart>();
        var entries = new List<(SourceNode, SourceNode)>();
        while (!parser.Accept<MappingEnd>(out _))
            entries.Add((Read(parser, depthLeft - 1), Read(parser, depthLeft - 1)));
        var whole = Span(start, AfterBracket(parser.Consume<MappingEnd>().End.Index));
        return new SourceMapping(whole, TagOf(mapping), AnchorOf(mapping), mapping.Style == MappingStyle.Flow, entries);
    }

    // The parser's end of a flow list or map is before the closing bracket.
    private long AfterBracket(long end) =>
        end < _text.Length && _text[(int)end] is (']' or '}') ? end + 1 : end;

    private SourceSpan Span(Mark start, long end)
    {
        if (indentation is null) return new((int)start.Index, (int)end, (int)start.Line, (int)start.Column - 1);
        var first = (int)indentation.Original(start.Index);
        var line = first == 0 ? 0 : original.LastIndexOf('\n', first - 1) + 1;
        return new(first, (int)indentation.Original(end), (int)start.Line, first - line);
    }

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value;

    private static string? AnchorOf(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    // The line that begins with a tab, up to the line after the error, or behind it if the error is about a tab: YAML
    // allows none there, and its parsers fail near it.
    private int? TabNear(int line, string message)
    {
        var lines = _text.Split('\n').Index().Where(l => IsIndentedByTab(l.Item)).Select(l => l.Index + 1);
        var mentionsTab = message.Contains("tab", StringComparison.OrdinalIgnoreCase);
        return lines.Where(at => mentionsTab || at <= line + 1).Select(at => (int?)at).FirstOrDefault();
    }

    private static bool IsIndentedByTab(string line) =>
        line.TrimStart(' ') is ['\t', ..] rest && rest.Trim().Length > 0;

    private static string OneLine(string message) =>
        string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries)).TrimEnd('.');
}
