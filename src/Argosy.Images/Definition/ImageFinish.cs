using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>What happens with maintainer scripts that no declaration replaces.</summary>
public enum FinishMode
{
    /// <summary>A note names them.</summary>
    Declared,

    /// <summary>They run in the image's root, foreign ones under an emulator.</summary>
    Emulated,
}

/// <summary>What an image has besides its packages' files and its own, which packages would get when they are
/// installed.</summary>
/// <param name="Mode">For scripts that nothing replaces.</param>
/// <param name="Users">Users.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Alternatives">Alternatives to choose, by name.</param>
/// <param name="Certificates">Whether it has a bundle of certificates; null if a package brings it.</param>
/// <param name="OwnCertificates">Certificates of the project for it.</param>
/// <param name="LibraryCache">Whether it has an <c>ld.so.cache</c>; null if a package brings it.</param>
/// <param name="Locale">Its locale; null for none.</param>
/// <param name="Capabilities">Capabilities of programs, by path.</param>
public sealed record ImageFinish(
    FinishMode Mode,
    IReadOnlyList<ImageUser> Users,
    IReadOnlyList<ImageGroup> Groups,
    IReadOnlyList<PlacedValue> Alternatives,
    bool? Certificates,
    IReadOnlyList<PlacedTemplate> OwnCertificates,
    bool? LibraryCache,
    PlacedValue? Locale,
    IReadOnlyList<PlacedCapabilities> Capabilities)
{
    internal static ImageFinish Read(YamlMap map)
    {
        var (certificates, own) = ReadCertificates(map);
        return new(
            map.Find("finish")?.AsText() is { } mode ? ReadMode(mode) : FinishMode.Declared,
            Unique([.. Items(map, "users").Select(ImageUser.Read)], u => (u.Name, u.Place)),
            Unique([.. Items(map, "groups").Select(ImageGroup.Read)], g => (g.Name, g.Place)),
            [.. (map.Map("alternatives")?.Entries ?? []).Select(e => new PlacedValue(
                e.Value.Place, e.Key.Required(), TextRules.ImagePath.Check(e.Value.AsText(), "ARG0454")))],
            certificates,
            own,
            map.Find("ld-cache")?.AsText().AsBool(),
            map.Find("locale")?.AsText() is { } locale
                ? new(locale.Place, "LANG", TextRules.Locale.Check(locale, "ARG0456"))
                : null,
            [.. (map.Map("capabilities")?.Entries ?? []).Select(e => new PlacedCapabilities(
                e.Key.Place, TextRules.ImagePath.Check(e.Key, "ARG0453"), FileCapabilities.Read(e.Value.AsText())))]);
    }

    private static IEnumerable<YamlMap> Items(YamlMap map, string key) =>
        (map.Find(key)?.AsList().Items ?? []).Select(i => i.AsMap());

    private static IReadOnlyList<T> Unique<T>(IReadOnlyList<T> items, Func<T, (string Name, SourceLocation Place)> of)
    {
        var same = items.Select(of).GroupBy(i => i.Name).FirstOrDefault(g => g.Count() > 1);
        return same is null
            ? items
            : throw new ArgosyException(new Diagnostic(
                "ARG0452", same.Last().Place, $"duplicate name '{same.Key}'", "Keep one of the two."));
    }

    private static FinishMode ReadMode(YamlText text) => text.Value switch
    {
        "declared" => FinishMode.Declared,
        "emulated" => FinishMode.Emulated,
        _ => throw new ArgosyException(new Diagnostic("ARG0458", text.Place, $"unknown finish '{text.Value}'",
            Suggestion.For(text.Value, ["declared", "emulated"]))),
    };

    // true, false, or the project's own certificates.
    private static (bool?, IReadOnlyList<PlacedTemplate>) ReadCertificates(YamlMap map) =>
        map.Find("ca-certificates") switch
        {
            null => (null, []),
            YamlList list => (
                true, [.. list.Texts().Select(t => new PlacedTemplate(t.Place, ImageFile.ReadSource(t)))]),
            var node => (node.AsText().AsBool(), []),
        };
}

/// <summary>A value with its name and its line.</summary>
public sealed record PlacedValue(SourceLocation Place, string Name, string Value);

/// <summary>A path with its line.</summary>
public sealed record PlacedTemplate(SourceLocation Place, Template Value);

/// <summary>Capabilities of a file of the image, with their line.</summary>
public sealed record PlacedCapabilities(SourceLocation Place, string Path, FileCapabilities Value);
