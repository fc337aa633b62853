using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Declarations;

/// <summary>Comments in generated files: YAML readers drop those of a declaration, so they are declared by
/// key.</summary>
internal static class YamlComments
{
    /// <summary>The entries with a comment above the key at that path, or error ARG0619.</summary>
    public static IReadOnlyList<Entry> Put(IReadOnlyList<Entry> entries, YamlText path, string comment) =>
        Put(entries, path.Required().Split('.'), comment)
        ?? throw new ArgosyException(new Diagnostic("ARG0619", path.Place,
            $"there is no '{path.Value}' to comment on", "Write the keys that lead there, with '.' between them."));

    private static IReadOnlyList<Entry>? Put(IReadOnlyList<Entry> entries, ReadOnlySpan<string> path, string comment)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key != path[0]) continue;
            if (path.Length == 1)
                return [.. entries.Take(i), entries[i] with { Comment = comment }, .. entries.Skip(i + 1)];
            return entries[i].Value is Mapping map && Put(map.Entries, path[1..], comment) is { } below
                ? [.. entries.Take(i), entries[i] with { Value = new Mapping(below) }, .. entries.Skip(i + 1)]
                : null;
        }

        return null;
    }
}
