using Argosy.Platforms.Diagnostics;
using Argosy.Yaml;

namespace Argosy.Platforms.Yaml;

/// <summary>Reads one of Argosy's YAML files strictly: one document, no anchors, no duplicate keys, limited size and
/// depth.</summary>
public static class YamlFile
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;

    /// <summary>The document's top-level map. Errors ARG0110 (unreadable), ARG0111 (not YAML), ARG0112 (not a map).
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="shownAs">Its name in errors: relative to the project.</param>
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
            throw Error(
                "ARG0110", new(shownAs), $"it can't be read: {e.Message}", "Check its name and permissions.", e);
        }
    }

    /// <summary>The same for a text already in memory.</summary>
    public static YamlMap Parse(string text, string shownAs)
    {
        var document = Document(text, shownAs);
        if (document.SecondDocument is { } line)
            throw Error("ARG0111", new(shownAs, line), "a second document begins", "Keep one document a file.");
        return document.Root switch
        {
            null => throw Error("ARG0112", new(shownAs, 1), "the file is empty", "Write a map: key, colon, value."),
            var root => Node(root, shownAs) as YamlMap
                ?? throw Error("ARG0112", new(shownAs, root.Line),
                    "expected a map at the top level", "Write a map: key, colon, value."),
        };
    }

    private static SourceDocument Document(string text, string shownAs)
    {
        try
        {
            return SourceDocument.Parse(text, MaxDepth);
        }
        catch (YamlSyntaxException e)
        {
            throw e.IsTooDeep
                ? Error("ARG0111", new(shownAs, e.Line), $"nested deeper than {MaxDepth}", "Flatten it.", e)
                : Error("ARG0111", new(shownAs, e.TabLine ?? e.Line), $"not valid YAML: {e.Message}",
                    e.TabLine is null ? "Fix the YAML at this line." : "Indent with spaces, not tabs.", e);
        }
    }

    private static YamlNode Node(SourceNode node, string file)
    {
        SourceLocation place = new(file, node.Line);
        if (node is SourceAlias || node.Anchor is not null)
            throw Error("ARG0111", place, "anchors and aliases aren't read", "Write the value out.");
        return node switch
        {
            SourceScalar scalar => new YamlText(place, scalar.Value, scalar.IsPlain),
            SourceSequence sequence => new YamlList(place, [.. sequence.Items.Select(i => Node(i, file))]),
            SourceMapping mapping => Map(mapping, file),
            _ => throw new ArgumentException("unknown kind of node", nameof(node)),
        };
    }

    private static YamlMap Map(SourceMapping map, string file)
    {
        var entries = new List<(YamlText, YamlNode)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries)
        {
            var key = Node(name, file) as YamlText
                ?? throw Error("ARG0111", new(file, name.Line), "a key must be plain text", "Write key, colon, value.");
            if (!seen.Add(key.Value))
                throw Error("ARG0113", key.Place, $"duplicate key '{key.Value}'", "Keep one of the two.");
            entries.Add((key, Node(value, file)));
        }

        return new YamlMap(new(file, map.Line), entries);
    }

    private static ArgosyException Error(
        string id, SourceLocation place, string cause, string remedy, Exception? inner = null) =>
        new(new Diagnostic(id, place, cause, remedy), inner);
}
