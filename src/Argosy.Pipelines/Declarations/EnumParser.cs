using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>Parses enum values, written in files as the enum's names in kebab case.</summary>
internal static class EnumParser
{
    /// <summary>The value of a key, the default if the key is absent, or error ARG0602.</summary>
    public static T Read<T>(YamlMap map, string key, T absent) where T : struct, Enum =>
        map.Find(key) is { } node ? Parse<T>(node.AsText()) : absent;

    /// <summary>The value written here, or error ARG0602.</summary>
    public static T Parse<T>(YamlText text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Spelt(value) == text.Value) return value;
        }

        throw new ArgosyException(new Diagnostic("ARG0602", text.Place, $"'{text.Value}' is no choice here",
            Suggestion.For(text.Value, Enum.GetValues<T>().Select(v => Spelt(v)))));
    }

    /// <summary>The spelling in files.</summary>
    public static string Spelt<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) =>
            (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));
}
