using System.Globalization;
using Argosy.Oci.Model;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Templates;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>Where an image is published, and under which names.</summary>
/// <param name="Place">Its line in <c>image.yaml</c>.</param>
/// <param name="Repository">The registry and the repository; null if the command line names the registry.</param>
/// <param name="Tags">The tags, with placeholders.</param>
/// <param name="AllowInconclusive">The architectures that may be published if their proof was tried and was
/// inconclusive.</param>
public sealed record PublishSettings(
    SourceLocation Place, YamlText? Repository, IReadOnlyList<YamlText> Tags,
    IReadOnlyList<Architecture> AllowInconclusive)
{
    private static readonly string[] s_words = ["version", "major", "minor", "date"];

    /// <summary>The repository of an image.</summary>
    /// <param name="image">The image's name.</param>
    /// <param name="registry">The command line's registry, with a prefix of repositories, which replaces the declared
    /// repository; null for none. Errors ARG0275 if it is invalid, ARG0491 if there is neither.</param>
    public ImageReference RepositoryOf(string image, string? registry)
    {
        if (registry is not null) return ImageReference.Parse($"{registry.TrimEnd('/')}/{image}");
        return Repository is { } written
            ? ImageReference.Parse(written.Value, written.Place)
            : throw new ArgosyException(new Diagnostic("ARG0491", Place,
                "the image has no 'repository', and the command line names no registry",
                "Write 'repository: registry/repository', or give --registry=HOST[/PREFIX] or $ARGOSY_REGISTRY."));
    }

    /// <summary>The tags with their values. Error ARG0490 for one that no registry accepts.</summary>
    /// <param name="project">Its version.</param>
    /// <param name="date">The time of the sources.</param>
    public IReadOnlyList<string> TagsFor(ProjectFacts project, SourceDate date)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(date);
        var parts = project.Version.Split('.', '-', '+');
        var values = new[]
        {
            // A version's '+' isn't allowed in a tag; other tools also write '_'.
            project.Version.Replace('+', '_'), parts[0], parts.ElementAtOrDefault(1) ?? "0",
            date.Time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        };
        return
        [
            .. Tags.Select(t => CheckedTag(t, name => values.ElementAtOrDefault(Array.IndexOf(s_words, name))))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    internal static PublishSettings Read(YamlMap map)
    {
        var repository = map.Find("repository")?.AsText();
        if (repository is not null) CheckRepository(repository);
        var tags = map.Get("tags").AsList();
        var settings = new PublishSettings(
            map.Place, repository, [.. tags.Texts()],
            [.. (map.Find("allow-inconclusive")?.AsList().Texts() ?? [])
                .Select(t => Architecture.Parse(t.Value, t.Place))]);
        map.Done();
        if (settings.Tags.Count == 0) throw Invalid(tags.Place, "there is no tag", "Name one, such as '{version}'.");
        // Any value shows whether the rest is right.
        foreach (var tag in settings.Tags) CheckedTag(tag, name => s_words.Contains(name) ? "1" : null);
        return settings;
    }

    private static void CheckRepository(YamlText text)
    {
        var reference = ImageReference.Parse(text.Required(), text.Place);
        if (reference.Digest is not null || text.Value.EndsWith($":{reference.Tag}", StringComparison.Ordinal))
            throw Invalid(text.Place, $"'{text.Value}' has a tag or a digest", "Write the tags under 'tags'.");
    }

    private static string CheckedTag(YamlText text, Func<string, string?> valueOf)
    {
        text.Required();
        var tag = new TemplateText(text).FillKnown(valueOf);
        return ImageReference.IsTag(tag) ? tag : throw Invalid(text.Place, $"'{text.Value}' isn't a tag",
            "A tag has at most 128 letters, digits, '_', '.' and '-'; placeholders are "
            + $"{string.Join(", ", s_words.Select(w => $"{{{w}}}"))}.");
    }

    private static ArgosyException Invalid(SourceLocation place, string cause, string remedy) =>
        new(new Diagnostic("ARG0490", place, cause, remedy));
}
