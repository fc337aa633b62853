using System.Text.RegularExpressions;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>The settings that other CI systems need to run the same families.</summary>
/// <param name="Events">A pipeline's events, if its triggers don't determine them.</param>
/// <param name="GitHub">GitHub's runners and actions; null if its files aren't generated.</param>
/// <param name="GitLab">GitLab's runners; null if its file isn't generated.</param>
internal sealed record PortableDeclaration(
    IReadOnlyDictionary<string, EventKind> Events, GitHubDeclaration? GitHub, GitLabDeclaration? GitLab)
{
    public static PortableDeclaration Read(YamlMap? map)
    {
        var portable = new PortableDeclaration(
            map?.Map("events")?.Entries.ToDictionary(e => e.Key.Value, e => EnumParser.Parse<EventKind>(e.Value.AsText())) ?? [],
            map?.Map("github") is { } hub ? GitHubDeclaration.Read(hub) : null,
            map?.Map("gitlab") is { } lab ? GitLabDeclaration.Read(lab) : null);
        map?.Done();
        return portable;
    }

    /// <summary>Runners by architecture; an unlisted one has no own nodes. Error ARG0621 if the build machine's is
    /// missing.</summary>
    public static IReadOnlyDictionary<Architecture, string> Runners(YamlMap map)
    {
        var runners = map.Entries.ToDictionary(
            e => Architecture.Parse(e.Key.Value, e.Key.Place), e => e.Value.AsText().Required());
        return runners.ContainsKey(Architecture.BuildMachine)
            ? runners
            : throw new ArgosyException(new Diagnostic("ARG0621", map.Place,
                $"no runner is named for {Architecture.BuildMachine}, on which builds run", $"Add '{Architecture.BuildMachine}:'."));
    }
}

/// <summary>GitHub's runners and actions.</summary>
/// <param name="Runners">Labels by architecture.</param>
/// <param name="Checkout">The action that fetches the source, at a commit.</param>
internal sealed partial record GitHubDeclaration(IReadOnlyDictionary<Architecture, string> Runners, string Checkout)
{
    /// <summary>Reads it; error ARG0622 for an action by tag, which its owner can move.</summary>
    public static GitHubDeclaration Read(YamlMap map)
    {
        var checkout = map.Get("checkout").AsText();
        if (!Pinned().IsMatch(checkout.Value))
        {
            throw new ArgosyException(new Diagnostic("ARG0622", checkout.Place, $"'{checkout.Value}' is not pinned to a commit",
                "Write owner/action@ and the commit's 40 digits: a tag can be moved."));
        }

        var gitHub = new GitHubDeclaration(PortableDeclaration.Runners(map.Get("runners").AsMap()), checkout.Value);
        map.Done();
        return gitHub;
    }

    [GeneratedRegex(@"\A[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();
}

/// <summary>GitLab's runners.</summary>
/// <param name="Runners">Tags by architecture.</param>
/// <param name="Image">The container image that jobs run in; null for the runner's own.</param>
internal sealed record GitLabDeclaration(IReadOnlyDictionary<Architecture, string> Runners, string? Image)
{
    public static GitLabDeclaration Read(YamlMap map)
    {
        var gitLab = new GitLabDeclaration(
            PortableDeclaration.Runners(map.Get("runners").AsMap()), map.Find("image")?.AsText().Required());
        map.Done();
        return gitLab;
    }
}
