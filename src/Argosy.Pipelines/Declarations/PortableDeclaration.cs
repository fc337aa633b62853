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
            map?.Map("events")?.Entries
                .ToDictionary(e => e.Key.Value, e => EnumParser.Parse<EventKind>(e.Value.AsText())) ?? [],
            map?.Map("github") is { } hub ? GitHubDeclaration.Read(hub) : null,
            map?.Map("gitlab") is { } lab ? GitLabDeclaration.Read(lab) : null);
        map?.Done();
        return portable;
    }

}

/// <summary>A CI system's runners.</summary>
/// <param name="Place">Where they are declared.</param>
/// <param name="Named">Labels or tags by architecture; one that isn't listed has no nodes of its own.</param>
internal sealed record Runners(SourceLocation Place, IReadOnlyDictionary<Architecture, string> Named)
{
    public static Runners Read(YamlMap map) => new(map.Place, map.Entries.ToDictionary(
        e => Architecture.Parse(e.Key.Value, e.Key.Place), e => e.Value.AsText().Required()));

    /// <summary>The runner of a job that belongs on a node of its own architecture: that one's where one is named, else
    /// that of the node on which it is known to run.</summary>
    public string ForOwn(Architecture own, Architecture node, Model model) =>
        Named.GetValueOrDefault(own) ?? For(node, model);

    /// <summary>The runner of an architecture's jobs; the baseline's, which emulates, where it has none. Error ARG0621
    /// where the baseline has none.</summary>
    public string For(Architecture architecture, Model model) => Named.GetValueOrDefault(architecture)
        ?? Named.GetValueOrDefault(model.Baseline)
        ?? throw new ArgosyException(new Diagnostic("ARG0621", Place,
            $"no runner is named for {model.Baseline}, on which builds run", $"Add '{model.Baseline}:'."));
}

/// <summary>GitHub's runners and actions.</summary>
/// <param name="Runners">Its labels.</param>
/// <param name="Checkout">The action that fetches the source, at a commit.</param>
internal sealed partial record GitHubDeclaration(Runners Runners, string Checkout)
{
    /// <summary>Reads it; error ARG0622 for an action by tag, which its owner can move.</summary>
    public static GitHubDeclaration Read(YamlMap map)
    {
        var checkout = map.Get("checkout").AsText();
        if (!Pinned().IsMatch(checkout.Value))
        {
            throw new ArgosyException(new Diagnostic("ARG0622", checkout.Place,
                $"'{checkout.Value}' is not pinned to a commit",
                "Write owner/action@ and the commit's 40 digits: a tag can be moved."));
        }

        var gitHub = new GitHubDeclaration(Runners.Read(map.Get("runners").AsMap()), checkout.Value);
        map.Done();
        return gitHub;
    }

    [GeneratedRegex(@"\A[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();
}

/// <summary>GitLab's runners.</summary>
/// <param name="Runners">Its tags.</param>
/// <param name="Image">The container image that jobs run in; null for the runner's own.</param>
internal sealed record GitLabDeclaration(Runners Runners, string? Image)
{
    public static GitLabDeclaration Read(YamlMap map)
    {
        var gitLab = new GitLabDeclaration(
            Runners.Read(map.Get("runners").AsMap()), map.Find("image")?.AsText().Required());
        map.Done();
        return gitLab;
    }
}
