using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>The text of an <c>image.yaml</c>, before the image that it extends is known.</summary>
/// <param name="Name">The image's name: that of the folder.</param>
/// <param name="Map">What was written.</param>
internal sealed record ImageText(string Name, YamlMap Map)
{
    private const string Extends = "extends";

    public static ImageText Load(string path, string shownAs) =>
        new(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))!, YamlFile.Load(path, shownAs));

    /// <summary>The text with those that it extends below it. Error ARG0450 for an unknown image and for a
    /// circle.</summary>
    public YamlMap Resolve(IReadOnlyCollection<ImageText> all) => Resolve(all, [Name]);

    private YamlMap Resolve(IReadOnlyCollection<ImageText> all, IReadOnlyList<string> path)
    {
        if (Map.Find(Extends)?.AsText() is not { } extends) return Map;
        var name = TextRules.ImageName.Check(extends, "ARG0450");
        var below = all.FirstOrDefault(i => i.Name == name) ?? throw new ArgosyException(new Diagnostic(
            "ARG0450", extends.Place, $"there is no image '{name}' to extend",
            Suggestion.For(name, all.Select(i => i.Name).Where(n => n != Name).Order(StringComparer.Ordinal))));
        if (path.Contains(name))
        {
            throw new ArgosyException(new Diagnostic("ARG0450", extends.Place,
                $"the images extend each other in a circle: {string.Join(" → ", path.Append(name))}",
                "Leave 'extends' out of one of them."));
        }

        // What an image is proven by and annotated with isn't less true of one that extends it.
        return ImageMerge.Over(below.Resolve(all, [.. path, name]), ImageMerge.Without(Map, Extends));
    }
}
