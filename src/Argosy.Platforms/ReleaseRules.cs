using System.Globalization;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms;

/// <summary>How releases are made: <c>release:</c> of <c>argosy.yaml</c>.</summary>
public sealed record ReleaseRules
{
    /// <summary>What precedes the version in a tag's name; may be empty.</summary>
    public string TagPrefix { get; private init; } = "v";

    /// <summary>The least major and minor number of a version; null for none.</summary>
    public (int Major, int Minor)? Minimum { get; private init; }

    /// <summary>The changelog, relative to the project.</summary>
    public string Changelog { get; private init; } = "CHANGELOG.md";

    /// <summary>What a release contains, if the project has it.</summary>
    public IReadOnlySet<ReleaseContent> Contents { get; private init; } =
        new HashSet<ReleaseContent>(Enum.GetValues<ReleaseContent>());

    internal static ReleaseRules Read(YamlMap map)
    {
        var rules = new ReleaseRules();
        if (map.Find("tag-prefix") is { } prefix)
            rules = rules with { TagPrefix = Prefix(prefix.AsText()) };
        if (map.Find("minimum") is { } minimum) rules = rules with { Minimum = ReadMinimum(minimum.AsText()) };
        if (map.Find("changelog") is { } changelog)
            rules = rules with { Changelog = TextRules.ProjectPath.Check(changelog.AsText()) };
        if (map.Find("contents") is { } contents)
            rules = rules with { Contents = ReadContents(contents.AsList()) };
        map.Done();
        return rules;
    }

    // A key without a value is an oversight, not an empty text.
    private static string Prefix(YamlText text) =>
        text is { Value: "", Plain: false } ? "" : TextRules.TagPrefix.Check(text);

    private static (int, int) ReadMinimum(YamlText text)
    {
        var numbers = TextRules.MajorMinor.Check(text).Split('.');
        return (int.Parse(numbers[0], CultureInfo.InvariantCulture),
            int.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private static HashSet<ReleaseContent> ReadContents(YamlList list)
    {
        var known = Enum.GetValues<ReleaseContent>().ToDictionary(c => c.ToString().ToLowerInvariant());
        var contents = list.Texts().Select(t => known.TryGetValue(t.Value, out var content)
            ? content
            : throw new ArgosyException(new Diagnostic("ARG0117", t.Place, $"a release has no '{t.Value}'",
                Suggestion.For(t.Value, known.Keys)))).ToHashSet();
        return contents.Count > 0 ? contents : throw EmptyList.At(list.Place);
    }
}

/// <summary>A kind of thing in a release.</summary>
public enum ReleaseContent
{
    /// <summary>NuGet packages, with symbols.</summary>
    Packages,

    /// <summary>Debian packages.</summary>
    Debs,

    /// <summary>Python wheels.</summary>
    Wheels,

    /// <summary>Archives of native items, for each architecture.</summary>
    Native,

    /// <summary>The digests of images.</summary>
    Images,

    /// <summary>An archive of the sources.</summary>
    Source,
}
