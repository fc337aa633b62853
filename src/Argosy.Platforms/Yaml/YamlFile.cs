using Argosy.Platforms.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Argosy.Platforms.Yaml;

/// <summary>Reads a YAML file of ours strictly: one document, no anchors, no duplicate keys, bounded in size and depth.
/// </summary>
public static class YamlFile
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;

    /// <summary>The document's top-level map. Errors ARG0110 (unreadable), ARG0111 (not YAML), ARG0112 (not a map).
    /// </summary>
    /// <param name="path">Where the file lies.</param>
    /// <param name="shownAs">How errors name it: relative to the project, as the user thinks of it.</param>
    public static YamlMap Load(string path, string shownAs)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxBytes)
                throw Error("ARG0110", new(shownAs), $"the file has {length} bytes, more than {MaxBytes}", "Split it.");
            return Parse(File.ReadAllText(path), shownAs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error("ARG0110", new(shownAs), $"it can't be read: {e.Message}", "Check its name and permissions.", e);
        }
    }

    /// <summary>The same for a text already in memory.</summary>
    public static YamlMap Parse(string text, string shownAs)
    {
        var tab = text.Split('\n').Index().FirstOrDefault(l => l.Item.TrimStart(' ').StartsWith('\t')).Index;
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                throw Error("ARG0112", new(shownAs, 1), "the file is empty", "Write a map: key, colon, value.");
            var root = ReadNode(parser, shownAs, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                throw Error("ARG0111", At(shownAs, second!.Start), "a second document begins", "Keep one document a file.");
            return root as YamlMap
                ?? throw Error("ARG0112", root.Place, "a map is wanted at the top", "Write a map: key, colon, value.");
        }
        catch (Exception e) when (e is not ArgosyException)
        {
            // YamlDotNet's scanner throws more than its own exception at broken flow collections.
            var mark = (e as YamlException)?.Start ?? parser.Current?.End ?? Mark.Empty;
            var place = tab > 0 ? new Place(shownAs, tab + 1) : At(shownAs, mark);
            var remedy = tab > 0 ? "Indent with spaces, not tabs." : "Mend the YAML at this line.";
            var why = e is YamlException ? e.Message.TrimEnd('.') : "a bracket or a quote isn't closed";
            throw Error("ARG0111", place, $"not valid YAML: {why}", remedy, e);
        }
    }

    private static YamlNode ReadNode(Parser parser, string file, int depth)
    {
        var start = At(file, parser.Current!.Start);
        if (depth > MaxDepth)
            throw Error("ARG0111", start, $"nested deeper than {MaxDepth}", "Flatten it.");
        if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw Error("ARG0111", start, "anchors and aliases aren't read", "Write the value out.");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlText(start, scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(parser, file, depth + 1));
            return new YamlList(start, items);
        }

        parser.Consume<MappingStart>();
        var entries = new List<(YamlText, YamlNode)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var place = At(file, parser.Current!.Start);
            var key = ReadNode(parser, file, depth + 1) as YamlText
                ?? throw Error("ARG0111", place, "a key must be plain text", "Write key, colon, value.");
            if (!seen.Add(key.Value))
                throw Error("ARG0113", key.Place, $"key '{key.Value}' stands twice", "Keep one of the two.");
            entries.Add((key, ReadNode(parser, file, depth + 1)));
        }

        return new YamlMap(start, entries);
    }

    private static Place At(string file, Mark mark) => new(file, (int)mark.Line);

    private static ArgosyException Error(string id, Place place, string cause, string remedy, Exception? inner = null) =>
        new(new Diagnosis(id, place, cause, remedy), inner);
}
