using Argosy.Pipelines.Checking;
using Argosy.Platforms.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Argosy.Pipelines.Reading;

/// <summary>Makes values of a parser's events, within <see cref="Bounds"/>; aliases share what they name.</summary>
internal sealed class NodeReader
{
    private readonly Parser _parser;
    private readonly string _file;
    private readonly List<Finding> _findings;
    private readonly Dictionary<AnchorName, Node> _anchors = [];
    private int _values;

    private NodeReader(string text, string file, List<Finding> findings)
    {
        _parser = new(new StringReader(text));
        _file = file;
        _findings = findings;
    }

    /// <summary>The document of a text; null for an empty one, and after an error that leaves nothing to go on with.
    /// </summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">How findings name it.</param>
    /// <param name="findings">Where findings go.</param>
    public static Node? Read(string text, string file, List<Finding> findings)
    {
        var reader = new NodeReader(text, file, findings);
        try
        {
            return reader.ReadDocument();
        }
        catch (UnreadableException e)
        {
            findings.Add(e.Finding);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            // YamlDotNet's scanner throws more than its own exception at broken flow collections.
            findings.Add(reader.Broken(text, e));
        }

        return null;
    }

    private Node? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) return null;
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            throw Stop(FindingKinds.InvalidYaml, At(second!.Start), "a second document begins", "Keep one document a file.");
        return root;
    }

    private Node ReadNode(int depth)
    {
        var start = At(_parser.Current!.Start);
        if (depth > Bounds.Depth) throw Stop(FindingKinds.BeyondBounds, start, $"nested deeper than {Bounds.Depth}", "Flatten it.");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            // An anchor is known once its value is complete, so that no value holds itself.
            var named = _anchors.GetValueOrDefault(alias.Value)
                ?? throw Stop(FindingKinds.InvalidYaml, start, $"the alias '*{alias.Value}' names nothing before it", "Define the anchor first.");
            Count(named.Weight, start);
            return named;
        }

        Count(1, start);
        var anchor = (_parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        var node = ReadValue(start, depth);
        if (!anchor.IsEmpty) _anchors[anchor] = node;
        return node;
    }

    private Node ReadValue(Place start, int depth)
    {
        if (_parser.TryConsume<Scalar>(out var scalar)) return Meant(scalar, start);
        if (_parser.TryConsume<SequenceStart>(out var list))
        {
            Known(list.Tag, start);
            var items = new List<Node>();
            while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(ReadNode(depth + 1));
            return new ListNode(start, Weight(items), items);
        }

        Known(_parser.Consume<MappingStart>().Tag, start);
        var entries = new List<(TextNode Key, Node Value)>();
        var merged = new List<Node>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var place = At(_parser.Current!.Start);
            var key = ReadNode(depth + 1) as TextNode
                ?? throw Stop(FindingKinds.InvalidYaml, place, "a key must be plain text", "Write key, colon, value.");
            var value = ReadNode(depth + 1);
            if (key.Value == "<<") merged.Add(value);
            else if (seen.Add(key.Value)) entries.Add((key, value));
            else Add(FindingKinds.DuplicateKey, key.Place, $"key '{key.Value}' stands twice", "Keep one of the two.");
        }

        foreach (var entry in merged.SelectMany(m => m.AsMany).OfType<MapNode>().SelectMany(m => m.Entries))
        {
            if (seen.Add(entry.Key.Value)) entries.Add(entry);
        }

        return new MapNode(start, Weight(entries.Select(e => e.Value)) + entries.Count, entries);
    }

    private TextNode Meant(Scalar scalar, Place start)
    {
        if (ScalarMeanings.Of(scalar) is { } meaning) return new(start, scalar.Value, meaning);
        Known(scalar.Tag, start);
        return new(start, scalar.Value, ScalarMeaning.Text);
    }

    // A secret may be a list of encrypted pieces.
    private void Known(TagName tag, Place start)
    {
        if (tag.IsEmpty || tag.Value is "!" or ScalarMeanings.Encrypted or "tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq" or "tag:yaml.org,2002:set") return;
        Add(FindingKinds.InvalidYaml, start, $"the tag '{Excerpt.Of(tag.Value)}' is unknown", $"Zuul knows {ScalarMeanings.Encrypted} alone; leave it out.");
    }

    private void Count(int values, Place place)
    {
        _values += values;
        if (_values > Bounds.Values)
            throw Stop(FindingKinds.BeyondBounds, place, $"more than {Bounds.Values} values, aliases written out", "Write less by aliases, or split the file.");
    }

    private static int Weight(IEnumerable<Node> nodes) => 1 + nodes.Sum(n => n.Weight);

    private Finding Broken(string text, Exception e)
    {
        var tab = text.Split('\n').Index().FirstOrDefault(l => l.Item.TrimStart(' ') is ['\t', ..] rest && rest.Trim().Length > 0).Index;
        var mark = (e as YamlException)?.Start ?? _parser.Current?.End ?? Mark.Empty;
        return tab > 0 && tab <= mark.Line
            ? FindingKinds.InvalidYaml.Error(new(_file, tab + 1), "a tab indents this line", "Indent with spaces.")
            : FindingKinds.InvalidYaml.Error(At(mark), e is YamlException
                ? $"not valid YAML: {OneLine(e.Message)}"
                : "not valid YAML: a bracket or a quote isn't closed", "Mend the YAML at this line.");
    }

    private static string OneLine(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries)).TrimEnd('.');

    private void Add(FindingKind kind, Place place, string cause, string remedy) => _findings.Add(kind.Error(place, cause, remedy));

    private Place At(Mark mark) => new(_file, (int)mark.Line);

    private static UnreadableException Stop(FindingKind kind, Place place, string cause, string remedy) => new(kind.Error(place, cause, remedy));

    /// <summary>Leaves the recursion with the finding that ends it.</summary>
    private sealed class UnreadableException(Finding finding) : Exception
    {
        public Finding Finding => finding;
    }
}
