using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>Maps with user-defined keys.</summary>
internal static class KeyValues
{
    /// <summary>Sorted by key; error ARG0407 for an invalid key.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(YamlMap map, string key, TextRule rule) =>
        [.. (map.Map(key)?.Entries ?? [])
            .Select(e => KeyValuePair.Create(rule.Check(e.Key, "ARG0407"), e.Value.AsText().Value))
            .OrderBy(e => e.Key, StringComparer.Ordinal)];
}
