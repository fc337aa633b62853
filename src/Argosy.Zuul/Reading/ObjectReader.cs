using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>Reads a repository's files into objects.</summary>
internal static class ObjectReader
{
    /// <summary>The kinds of objects that Zuul has, including its launcher's.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "job", "nodeset", "secret", "pipeline", "project", "project-template", "semaphore", "queue", "pragma",
        "image", "flavor", "label", "section", "provider",
    ];

    /// <summary>All objects of a repository, in the order of its files, and the faults of the files.</summary>
    public static (IReadOnlyList<ZuulObject> Objects, IReadOnlyList<Finding> Findings, int Files) Read(
        SourceRepository repository)
    {
        var objects = new List<ZuulObject>();
        var all = new List<Finding>();
        var files = repository.Files();
        foreach (var file in files)
        {
            var findings = new List<Finding>();
            var shownAs = repository.ShownAs + file;
            var (text, unreadable) = TextFile.Read(Path.Combine(repository.Folder, file), shownAs);
            if (unreadable is not null) findings.Add(unreadable);
            if (text is not null) objects.AddRange(Parse(text, shownAs, repository, findings));
            all.AddRange(Shortened(findings, shownAs));
        }

        return (objects, all, files.Count);
    }

    /// <summary>The objects of one file's text.</summary>
    public static IReadOnlyList<ZuulObject> Parse(
        string text, string shownAs, SourceRepository repository, List<Finding> findings)
    {
        var root = NodeReader.Read(text, shownAs, findings);
        if (root is null or TextNode { Meaning: ScalarMeaning.Nothing }) return [];
        if (root is not ListNode list)
        {
            findings.Add(FindingKinds.s_noObject.Error(root.Place, $"expected a list of objects, not {root.Kind}",
                "Begin each object with '- job:' or another kind."));
            return [];
        }

        var found = list.Items.Select(i => Entry(i, findings)).OfType<(string Kind, MapNode Body)>().ToList();
        // A pragma applies to its whole file, regardless of its position.
        var pragma = found.LastOrDefault(f => f.Kind == "pragma").Body;
        var implies = pragma?.Text("implied-branch-matchers")?.Truth;
        string[] branches = pragma?.Find("implied-branches") is { } implied && implies != false
            ? [.. implied.Texts.Select(t => t.Value)]
            : [];
        return [.. found
            .Where(f => repository.Loaded?.Contains(f.Kind) != false)
            .Select(f => new ZuulObject(f.Kind, f.Body, repository, branches) { ImpliesBranches = implies })];
    }

    private static (string Kind, MapNode Body)? Entry(Node item, List<Finding> findings)
    {
        if (item is not MapNode { Entries.Count: > 0 } map)
        {
            findings.Add(FindingKinds.s_noObject.Error(item.Place, $"expected an object, not {item.Kind}",
                "Write '- job:' or another kind, its attributes below it."));
            return null;
        }

        var (kind, value) = map.Entries[0];
        if (map.Entries.Count > 1)
        {
            var second = map.Entries[1].Key;
            var deeper = value is TextNode { Meaning: ScalarMeaning.Nothing };
            findings.Add(FindingKinds.s_noObject.Error(second.Place,
                $"the entry '{kind.Value}' has more than one key: '{second.Value}'",
                deeper
                    ? $"Indent what belongs to '{kind.Value}' more deeply than it."
                    : "Begin each object with a hyphen of its own."));
        }
        else if (!Kinds.Contains(kind.Value))
        {
            findings.Add(FindingKinds.s_unknownKind.Error(kind.Place,
                $"Zuul has no '{Excerpt.Of(kind.Value)}' objects", Suggestion.For(Excerpt.Of(kind.Value), Kinds)));
        }
        else if (value is MapNode body)
        {
            return (kind.Value, body);
        }
        else
        {
            findings.Add(FindingKinds.s_wrongType.Error(value.Place,
                $"a {kind.Value} wants a map of attributes, not {value.Kind}",
                "Write its attributes below it, each a key, a colon and a value."));
        }

        return null;
    }

    private static IEnumerable<Finding> Shortened(List<Finding> findings, string file) =>
        findings.Count <= Bounds.Findings
            ? findings
            : [.. findings.Take(Bounds.Findings),
                FindingKinds.s_beyondBounds.Note(new(file),
                    $"{findings.Count - Bounds.Findings} more findings of this file aren't shown",
                    "Fix those above first.")];
}
