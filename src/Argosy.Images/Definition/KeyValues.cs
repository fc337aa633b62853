using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>Maps whose keys are the user's own.</summary>
internal static class KeyValues
{
    /// <summary>Sorted by key; error ARG0407 for a key that isn't one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(YamlMap map, string key, Func<string, bool> isKey)
    {
        var entries = map.Map(key)?.Entries ?? [];
        foreach (var (name, _) in entries)
        {
            if (!isKey(name.Value))
                throw new ArgosyException(new Diagnosis("ARG0407", name.Place, $"'{name.Value}' can't be a key in '{key}'",
                    "Use letters, digits, '_', '-', '.' and '/'."));
        }

        return [.. entries.Select(e => KeyValuePair.Create(e.Key.Value, e.Value.AsText().Value))
            .OrderBy(e => e.Key, StringComparer.Ordinal)];
    }

    /// <summary>A label or an annotation, such as <c>org.opencontainers.image.title</c>.</summary>
    public static bool IsKey(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/');

    /// <summary>An environment variable.</summary>
    public static bool IsVariable(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
