using System.Text.Json.Nodes;
using Argosy.Pipelines.Devstack;
using Argosy.Pipelines.Emission;
using Argosy.Platforms;

namespace Argosy.Pipelines;

/// <summary>One machine's DevStack in both of its forms, which mean the same.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Node">The machine's name in Zuul's nodeset.</param>
/// <param name="Architecture">The machine's architecture.</param>
/// <param name="Base">The machine's distribution, such as <c>debian-12</c>.</param>
/// <param name="Path">The <c>local.conf</c>'s path in the project.</param>
/// <param name="LocalConf">The <c>local.conf</c>'s text.</param>
/// <param name="JobVariables">A job's variables: <c>devstack_localrc</c>, <c>devstack_services</c>,
/// <c>devstack_plugins</c> and <c>devstack_local_conf</c>, as objects of texts and booleans in a stable order.</param>
public sealed record DevstackConfiguration(
    string Profile, string Node, Architecture Architecture, string Base, string Path, string LocalConf, JsonObject JobVariables)
{
    /// <summary>The job's variables as YAML, to be put under a job's <c>vars</c>.</summary>
    public string JobVariablesAsYaml => YamlWriter.Write($"# A job's variables that say what {Path} says.", null, DevstackJobYaml.Tree(JobVariables));
}
