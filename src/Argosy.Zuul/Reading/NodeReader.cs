using Argosy.Platforms.Diagnostics;
using Argosy.Yaml;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Makes values from a YAML text, within <see cref="Bounds"/>: aliases share their target, merge keys are
/// resolved.</summary>
internal sealed class NodeReader
{
    private const string OverrideTag = "!override";
    private const string InheritTag = "!inherit";
    private readonly string _file;
    private readonly List<Finding> _findings;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private int _values;
    private int _lineOffset;
    private bool _isIncomplete;

    private NodeReader(string file, List<Finding> findings) => (_file, _findings) = (file, findings);

    /// <summary>The document of a text; null for an empty one, and after an unrecoverable error. A fault in an entry of
    /// its list leaves the other entries.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file's name in findings.</param>
    /// <param name="findings">Receives findings.</param>
    public static Node? Read(string text, string file, List<Finding> findings)
    {
        var reader = new NodeReader(file, findings);
        try
        {
            return reader.Document(SourceDocument.Parse(text, Bounds.Depth));
        }
        catch (YamlSyntaxException e)
        {
            return reader.Salvaged(text, e);
        }
    }

    private Node? Document(SourceDocument document)
    {
        if (document.SecondDocument is { } line)
            Add(FindingKinds.s_invalidYaml, new(_file, line + _lineOffset), "a second document begins",
                "Keep one document a file.");
        return document.Root switch
        {
            null => null,
            SourceSequence sequence => Entries(sequence, At(sequence)),
            var node => Whole(node),
        };
    }

    private Node? Whole(SourceNode node)
    {
        try
        {
            return Read(node);
        }
        catch (UnreadableException e)
        {
            _findings.Add(e.Finding);
            return null;
        }
    }

    private ListNode Entries(SourceSequence sequence, SourceLocation start)
    {
        Known(sequence.Tag, start);
        Count(1, start);
        var items = new List<Node>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            try
            {
                items.Add(Read(item));
            }
            catch (UnreadableException e)
            {
                _findings.Add(e.Finding);
                _isIncomplete = true;
                if (e.Finding.Kind == FindingKinds.s_beyondBounds) break;
            }
        }

        return new(start, Weight(items), items);
    }

    // Reads each entry of the list by itself, so that a fault in one leaves the others.
    private ListNode? Salvaged(string text, YamlSyntaxException whole)
    {
        var entries = EntryTexts.Of(text);
        if (entries.Count < 2)
        {
            _findings.Add(Broken(whole));
            return null;
        }

        var items = new List<Node>();
        var faults = 0;
        foreach (var (entry, line) in entries)
        {
            _lineOffset = line - 1;
            try
            {
                if (Document(SourceDocument.Parse(entry, Bounds.Depth)) is ListNode list) items.AddRange(list.Items);
            }
            catch (YamlSyntaxException e)
            {
                faults++;
                _isIncomplete = true;
                _findings.Add(Broken(e));
            }
        }

        _lineOffset = 0;
        if (faults == 0) _findings.Add(Broken(whole));
        return new(new(_file, entries[0].Line), Weight(items), items);
    }

    private Node Read(SourceNode node)
    {
        var start = At(node);
        if (node is SourceAlias alias)
        {
            // An anchor is registered after its value is complete, so that no value contains itself.
            if (_anchors.TryGetValue(alias.Name, out var named))
            {
                Count(named.Weight, start);
                return named;
            }

            // The anchor may be in an entry that couldn't be read, which has a finding already.
            if (_isIncomplete) return new TextNode(start, "", ScalarMeaning.Nothing);
            throw Stop(FindingKinds.s_invalidYaml, start,
                $"the alias '*{alias.Name}' names nothing before it", "Define the anchor first.");
        }

        Count(1, start);
        Node read = node switch
        {
            SourceScalar scalar => Meant(scalar, start),
            SourceSequence sequence => List(sequence, start),
            _ => Map((SourceMapping)node, start),
        };
        read = node.Tag switch
        {
            OverrideTag => read with { Control = MergeControl.Override },
            InheritTag => read with { Control = MergeControl.Inherit },
            _ => read,
        };
        if (node.Anchor is { } anchor && !_anchors.TryAdd(anchor, read))
            Add(FindingKinds.s_invalidYaml, start, $"the anchor '&{anchor}' is defined twice",
                "Give each anchor of a file its own name.");
        return read;
    }

    private ListNode List(SourceSequence sequence, SourceLocation start)
    {
        Known(sequence.Tag, start);
        var items = sequence.Items.Select(Read).ToList();
        return new(start, Weight(items), items);
    }

    private MapNode Map(SourceMapping mapping, SourceLocation start)
    {
        Known(mapping.Tag, start);
        var entries = new List<(TextNode Key, Node Value)>();
        var merged = new List<Node>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, what) in mapping.Entries)
        {
            var key = Read(name) as TextNode
                ?? throw Stop(
                    FindingKinds.s_invalidYaml, At(name), "a key must be plain text", "Write key, colon, value.");
            var value = Read(what);
            if (key.Value == "<<") merged.Add(value);
            else if (seen.Add(key.Value)) entries.Add((key, value));
            else Add(FindingKinds.s_duplicateKey, key.Place, $"duplicate key '{key.Value}'", "Keep one of the two.");
        }

        foreach (var entry in merged.SelectMany(m => m.AsMany).OfType<MapNode>().SelectMany(m => m.Entries))
        {
            if (seen.Add(entry.Key.Value)) entries.Add(entry);
        }

        return new MapNode(start, Weight(entries.Select(e => e.Value)) + entries.Count, entries);
    }

    private TextNode Meant(SourceScalar scalar, SourceLocation start)
    {
        if (ScalarMeanings.Of(scalar) is { } meaning) return new(start, scalar.Value, meaning);
        Known(scalar.Tag, start);
        return new(start, scalar.Value, ScalarMeaning.Text);
    }

    // A secret may be a list of encrypted pieces.
    private void Known(string tag, SourceLocation start)
    {
        if (tag is "" or "!" or ScalarMeanings.Encrypted or OverrideTag or InheritTag
            or "tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq" or "tag:yaml.org,2002:set")
            return;
        Add(FindingKinds.s_invalidYaml, start, $"the tag '{Excerpt.Of(tag)}' is unknown",
            $"Zuul knows {ScalarMeanings.Encrypted}, {OverrideTag} and {InheritTag}; leave it out.");
    }

    private void Count(int values, SourceLocation place)
    {
        _values += values;
        if (_values > Bounds.Values)
            throw Stop(FindingKinds.s_beyondBounds, place, $"more than {Bounds.Values} values, aliases written out",
                "Write less by aliases, or split the file.");
    }

    private static int Weight(IEnumerable<Node> nodes) => 1 + nodes.Sum(n => n.Weight);

    private Finding Broken(YamlSyntaxException e) => e switch
    {
        { IsTooDeep: true } => FindingKinds.s_beyondBounds.Error(
            new(_file, e.Line + _lineOffset), $"nested deeper than {Bounds.Depth}", "Flatten it."),
        { TabLine: { } line } => FindingKinds.s_invalidYaml.Error(
            new(_file, line + _lineOffset), "a tab indents this line", "Indent with spaces."),
        _ => FindingKinds.s_invalidYaml.Error(
            new(_file, e.Line + _lineOffset), $"not valid YAML: {e.Message}", "Fix the YAML at this line."),
    };

    private void Add(FindingKind kind, SourceLocation place, string cause, string remedy) =>
        _findings.Add(kind.Error(place, cause, remedy));

    private SourceLocation At(SourceNode node) => new(_file, node.Line + _lineOffset);

    private static UnreadableException Stop(FindingKind kind, SourceLocation place, string cause, string remedy) =>
        new(kind.Error(place, cause, remedy));

    /// <summary>Ends the recursion with a finding.</summary>
    private sealed class UnreadableException(Finding finding) : Exception
    {
        public Finding Finding => finding;
    }
}
