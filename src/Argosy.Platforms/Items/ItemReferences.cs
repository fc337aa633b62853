using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Items;

/// <summary>Names of items that other items refer to.</summary>
/// <param name="natives">The native items.</param>
/// <param name="dotnet">The .NET items, as declared.</param>
internal sealed class ItemReferences(IReadOnlyList<NativeItem> natives, YamlMap? dotnet)
{
    /// <summary>Native items; none if nothing is written. Error ARG0121 for an unknown one.</summary>
    public IReadOnlyList<string> Natives(YamlNode? list) =>
        [.. list?.AsList().Texts().Select(t => Known(t, "native item", [.. natives.Select(n => n.Name)])) ?? []];

    /// <summary>Packed .NET items, at least one. Error ARG0121 for one that is unknown or isn't packed.</summary>
    public IReadOnlyList<string> Packed(YamlNode list)
    {
        var packed = dotnet!.Entries
            .Where(e => e.Value is YamlMap map && map.Entries.Any(k => k.Key.Value == "package"))
            .Select(e => e.Key.Value).ToList();
        string[] names = [.. list.AsList().Texts().Select(t => Known(t, "packed .NET item", packed))];
        return names.Length > 0 ? names : throw EmptyList.At(list.Place);
    }

    private static string Known(YamlText text, string kind, IReadOnlyList<string> known) => known.Contains(text.Value)
        ? text.Value
        : throw new ArgosyException(new Diagnostic("ARG0121", text.Place, $"no {kind} is called '{text.Value}'",
            known.Count > 0 ? Suggestion.For(text.Value, known) : $"{Model.FileName} describes none yet."));
}
