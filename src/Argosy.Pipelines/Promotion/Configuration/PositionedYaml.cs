using Argosy.Platforms.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Argosy.Pipelines.Promotion.Configuration;

/// <summary>Reads other people's YAML with its positions; bounded in size and depth. Error ARG0689.</summary>
internal static class PositionedYaml
{
    private const int MostBytes = 8 << 20;
    private const int MostDepth = 64;

    /// <summary>A file's text and what it holds; null for an empty one.</summary>
    public static (string Text, TextNode? Root) Load(string path, string shownAs)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw Error(new(shownAs), $"it is longer than {MostBytes >> 20} MiB", null);
            var text = File.ReadAllText(path);
            return (text, Parse(text, shownAs));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error(new(shownAs), $"it can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>What a text holds.</summary>
    public static TextNode? Parse(string text, string shownAs)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return null;
            var root = Read(parser, shownAs, 0);
            parser.Consume<DocumentEnd>();
            return root;
        }
        catch (Exception e) when (e is not ArgosyException)
        {
            // YamlDotNet's scanner throws more than its own exception at broken flow collections.
            var line = (int)((e as YamlException)?.Start ?? parser.Current?.End ?? Mark.Empty).Line;
            throw Error(new(shownAs, Math.Max(1, line)), $"not valid YAML: {(e is YamlException ? e.Message.TrimEnd('.') : "a bracket or a quote isn't closed")}", e);
        }
    }

    private static TextNode Read(Parser parser, string file, int depth)
    {
        var start = parser.Current!.Start;
        var (at, line, column) = ((int)start.Index, (int)start.Line, (int)start.Column - 1);
        if (depth > MostDepth) throw Error(new(file, line), $"it is nested deeper than {MostDepth}", null);
        if (parser.TryConsume<AnchorAlias>(out var alias)) return new TextAlias(at, (int)alias.End.Index, line, column, alias.Value.Value);
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var kind = $"{(scalar.Tag.IsEmpty ? "" : scalar.Tag.Value)}{(scalar.Style == ScalarStyle.Plain ? "" : "'")}";
            // The parser ends a plain scalar behind the blanks and lines that follow it; one that is written in one line is
            // as long as it is.
            var end = scalar.Style == ScalarStyle.Plain ? at + scalar.Value.Length : (int)scalar.End.Index;
            return new TextScalar(at, end, line, column, scalar.Value, kind);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<TextNode>();
            while (!parser.Accept<SequenceEnd>(out _)) items.Add(Read(parser, file, depth + 1));
            return new TextList(at, (int)parser.Consume<SequenceEnd>().End.Index, line, column, sequence.Style == SequenceStyle.Flow, items);
        }

        var mapping = parser.Consume<MappingStart>();
        var entries = new List<(TextNode, TextNode)>();
        while (!parser.Accept<MappingEnd>(out _)) entries.Add((Read(parser, file, depth + 1), Read(parser, file, depth + 1)));
        return new TextMap(at, (int)parser.Consume<MappingEnd>().End.Index, line, column, mapping.Style == MappingStyle.Flow, entries);
    }

    private static ArgosyException Error(Place place, string cause, Exception? e) =>
        new(new Diagnosis("ARG0689", place, cause, "Mend the file, or give another folder with --configuration."), e);
}
