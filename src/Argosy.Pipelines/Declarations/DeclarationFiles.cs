using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>Several files read as one: each key is in only one of them.</summary>
internal sealed class DeclarationFiles
{
    private readonly IReadOnlyList<YamlMap> _documents;

    /// <summary>Joins documents; error ARG0616 for a key that two of them have.</summary>
    public DeclarationFiles(IReadOnlyList<YamlMap> documents)
    {
        _documents = documents;
        var twice = documents
            .SelectMany(d => d.Entries.Select(e => e.Key))
            .GroupBy(k => k.Value)
            .Where(g => g.Count() > 1)
            .Select(g => new Diagnostic("ARG0616", g.Last().Place,
                $"'{g.Key}' is in {g.First().Place.What} already", "Keep it in one of the files."))
            .ToList();
        if (twice.Count > 0) throw new ArgosyException(twice);
    }

    // The policy by which job health promotes jobs; it has no declarations.
    private const string Policy = "promotion.yaml";

    /// <summary>Reads a folder's <c>*.yaml</c>, in the order of their names, except the promotion policy.</summary>
    public static DeclarationFiles Load(string root, string folder)
    {
        var path = Path.Combine(root, folder);
        return new([.. RoomFile.All(root, folder, ".yaml").Select(f => Path.GetFileName(f)).Where(f => f != Policy)
            .Select(f => YamlFile.Load(Path.Combine(path, f), $"{folder}/{f}"))]);
    }

    /// <summary>A key's value, or null. Searches all documents, so that a misspelt key finds its suggestion.</summary>
    public YamlNode? Find(string key) =>
        _documents.Select(d => d.Find(key)).ToList().FirstOrDefault(v => v is not null);

    /// <summary>A key's value, or error ARG0617.</summary>
    public YamlNode Get(string key) => Find(key)
        ?? throw new ArgosyException(new Diagnostic("ARG0617", new(PipelineDeclarations.FolderName),
            $"no file of this folder has the key '{key}'", $"Add '{key}:' to one of them."));

    /// <summary>Reads a map's entries; none if the key is absent.</summary>
    public IReadOnlyList<T> Entries<T>(string key, Func<YamlText, YamlMap, T> read) =>
        [.. Find(key)?.AsMap().Entries.Select(e => read(e.Key, e.Value.AsMap())) ?? []];

    /// <summary>Call after reading all known keys: ARG0114 for each key that was not read.</summary>
    public void Done()
    {
        foreach (var document in _documents) document.Done();
    }
}
