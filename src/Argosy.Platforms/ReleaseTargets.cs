using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms;

/// <summary>Where releases are published: keys of <c>release:</c> in <c>argosy.yaml</c>.</summary>
public sealed record ReleaseTargets
{
    /// <summary>The release on GitHub; null for none.</summary>
    public GitHubReleaseTarget? GitHub { get; private init; }

    /// <summary>The NuGet sources that get the packages, as nuget.config names them.</summary>
    public IReadOnlyList<ReleaseFeed> Feeds { get; private init; } = [];

    /// <summary>Whether the images that have <c>publish:</c> are pushed to their registries.</summary>
    public bool Images { get; private init; }

    /// <summary>Whether the mirrors are published.</summary>
    public bool Mirrors { get; private init; }

    /// <summary>Whether there is any target.</summary>
    public bool Any => GitHub is not null || Feeds.Count > 0 || Images || Mirrors;

    /// <summary>Reads these keys alone: the reader of the others calls <see cref="YamlMap.Done"/>.</summary>
    internal static ReleaseTargets Read(YamlMap? map) => map is null ? new() : new()
    {
        GitHub = map.Map("github") is { } github ? GitHubReleaseTarget.Read(github) : null,
        Feeds = map.Find("nuget") is { } nuget ? ReadFeeds(nuget.AsList()) : [],
        Images = map.Bool("images", false),
        Mirrors = map.Bool("mirrors", false),
    };

    private static IReadOnlyList<ReleaseFeed> ReadFeeds(YamlList list)
    {
        var feeds = list.Texts().Select(t => new ReleaseFeed(TextRules.FeedName.Check(t), t.Place)).ToList();
        var twin = feeds.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twin is not null)
            throw new ArgosyException(new Diagnostic(
                "ARG0103", twin.Last().Place, $"duplicate '{twin.Key}'", "Remove one."));
        return feeds.Count > 0 ? feeds : throw EmptyList.At(list.Place);
    }
}

/// <summary>A NuGet source that gets the packages of a release.</summary>
/// <param name="Name">Its name in nuget.config.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record ReleaseFeed(string Name, SourceLocation Place);

/// <summary>A release on GitHub.</summary>
/// <param name="Repository"><c>owner/name</c>; null for that of git's remote.</param>
/// <param name="IsDraft">Whether it stays a draft, for a person to publish.</param>
/// <param name="Place">Where it is declared.</param>
public sealed record GitHubReleaseTarget(string? Repository, bool IsDraft, SourceLocation Place)
{
    internal static GitHubReleaseTarget Read(YamlMap map)
    {
        var target = new GitHubReleaseTarget(
            map.Find("repository") is { } repository ? TextRules.GitHubRepository.Check(repository.AsText()) : null,
            map.Bool("draft", false), map.Place);
        map.Done();
        return target;
    }
}
