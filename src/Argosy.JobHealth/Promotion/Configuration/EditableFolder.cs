using Argosy.Platforms.Diagnostics;
using Argosy.Yaml;
using Argosy.Zuul.Model;

namespace Argosy.JobHealth.Promotion.Configuration;

/// <summary>An object of a file: <c>- job: {…}</c>.</summary>
internal sealed record EditableObject(EditableFile File, string Kind, SourceMapping Body)
{
    /// <summary>Its name; null for a project's own stanza.</summary>
    public string? Name => Body.FindText("name");

    /// <summary>Its location.</summary>
    public SourceLocation Place => new(File.Name, Body.Line);
}

/// <summary>One repository's Zuul configuration, as far as votes depend on it.</summary>
/// <param name="Path">The repository's folder.</param>
/// <param name="Objects">All objects, in the order of files.</param>
internal sealed record EditableFolder(string Path, IReadOnlyList<EditableObject> Objects) : IVotingPipelines
{
    // Reporter actions that have an effect on a change. A comment has none.
    private static readonly HashSet<string> s_votes =
        new(StringComparer.Ordinal) { "status", "check", "review", "merge", "submit", "approval" };

    /// <summary>Reads a repository. Error ARG0689 if it has no configuration, or one that can't be read.</summary>
    public static EditableFolder Load(string path)
    {
        var place = ZuulFiles.Roots.FirstOrDefault(p => System.IO.Path.Exists(System.IO.Path.Combine(path, p)))
            ?? throw new ArgosyException(new Diagnostic("ARG0689", new(path),
                $"there is none of {string.Join(", ", ZuulFiles.Roots)}",
                "Give the folder of a repository that Zuul reads."));
        return new(path, [.. Names(path, place).SelectMany(n => ObjectsOf(path, n))]);
    }

    /// <inheritdoc />
    public bool? CanVote(string pipeline)
    {
        var known = Objects.Where(o => o.Kind == "pipeline" && o.Name == pipeline).ToList();
        return known.Count == 0
            ? null
            : known.Any(p => p.Body.Find("success") is SourceMapping reporters
                && reporters.Entries.Any(r => Votes(r.Value)));
    }

    /// <summary>Objects of a kind and name.</summary>
    public IEnumerable<EditableObject> Find(string kind, string name) =>
        Objects.Where(o => o.Kind == kind && o.Name == name);

    // Gerrit's labels are numbers under their own names, such as Verified: 1.
    private static bool Votes(SourceNode reporter) =>
        reporter is SourceMapping map && map.Entries.Any(e => e.Key is SourceScalar key
            && (s_votes.Contains(key.Value) || (char.IsAsciiLetterUpper(key.Value.FirstOrDefault())
                && e.Value is SourceScalar value && int.TryParse(value.Value, out var number) && number != 0)));

    private static IEnumerable<string> Names(string path, string place) =>
        Directory.Exists(System.IO.Path.Combine(path, place))
            ? Directory.EnumerateFiles(System.IO.Path.Combine(path, place), "*.yaml",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.ReparsePoint
                    })
                .Select(f => System.IO.Path.GetRelativePath(path, f))
                .Order(StringComparer.Ordinal)
            : [place];

    private static IEnumerable<EditableObject> ObjectsOf(string path, string name)
    {
        var file = EditableFile.Load(System.IO.Path.Combine(path, name), name);
        return from item in (file.Root as SourceSequence)?.Items ?? []
               where item is SourceMapping
               from entry in ((SourceMapping)item).Entries
               where entry.Key is SourceScalar && entry.Value is SourceMapping
               select new EditableObject(file, ((SourceScalar)entry.Key).Value, (SourceMapping)entry.Value);
    }
}
