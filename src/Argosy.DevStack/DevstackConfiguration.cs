using System.Text.Json.Nodes;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml.Writing;

namespace Argosy.DevStack;

/// <summary>One machine's DevStack configuration in two equivalent forms.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Node">The machine's name in Zuul's nodeset.</param>
/// <param name="Architecture">The machine's architecture.</param>
/// <param name="Base">The machine's distribution, such as <c>debian-12</c>.</param>
/// <param name="Path">The <c>local.conf</c>'s path in the project.</param>
/// <param name="LocalConf">The <c>local.conf</c>'s text.</param>
/// <param name="JobVariables">A job's variables: <c>devstack_localrc</c>, <c>devstack_services</c>,
/// <c>devstack_plugins</c> and <c>devstack_local_conf</c>, as objects of texts and booleans in a stable order.</param>
public sealed record DevstackConfiguration(
    string Profile, string Node, Architecture Architecture, string Base, string Path, string LocalConf,
    JsonObject JobVariables)
{
    /// <summary>The job's variables as YAML, to be put under a job's <c>vars</c>.</summary>
    public string JobVariablesAsYaml => YamlWriter.Write(
        $"# A job's variables that say what {Path} says.", null, DevstackJobYaml.Tree(JobVariables));

    /// <summary>The first matching machine; error ARG0639, which lists the machines, if none matches.</summary>
    /// <param name="all">All machines, preferred ones first.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="architecture">The architecture's name; null for any.</param>
    /// <param name="node">The machine's name; null for any.</param>
    /// <param name="distribution">The distribution's name; null for any.</param>
    public static DevstackConfiguration Choose(
        IReadOnlyList<DevstackConfiguration> all, string profile, string? architecture, string? node,
        string? distribution)
    {
        var machines = all.Where(c => c.Profile == profile).ToList();
        if (machines.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0639", SourceLocation.CommandLine,
                $"there is no profile '{profile}'",
                Suggestion.For(profile, all.Select(c => c.Profile).Distinct())));
        }

        var wanted = architecture is null ? null : Architecture.Parse(architecture, SourceLocation.CommandLine);
        return machines.FirstOrDefault(c => (wanted is null || c.Architecture == wanted)
                && (node is null || c.Node == node)
                && (distribution is null || c.Base == distribution))
            ?? throw new ArgosyException(new Diagnostic("ARG0639", SourceLocation.CommandLine,
                $"the profile '{profile}' has no such machine",
                $"It has: {string.Join(", ", machines.Select(c => $"{c.Node} ({c.Architecture}, {c.Base})"))}."));
    }
}
