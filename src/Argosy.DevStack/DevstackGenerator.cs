using Argosy.Pipelines;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.DevStack;

/// <summary>Generates DevStack's <c>local.conf</c> files, and Zuul jobs that write the same ones from
/// variables.</summary>
public static class DevstackGenerator
{
    private const string JobsFile = "zuul.d/devstack.yaml";

    private const string AboutJobs =
        "Jobs that run DevStack. Their variables say what the files in devstack/ say. Those of a cloud are under "
        + "host-vars, each machine's complete: for Ansible a host's variable replaces its group's, "
        + "and a group's the job's.";

    /// <summary>All files, in the order of their paths; the same input gives the same bytes.</summary>
    /// <param name="model">The contents of <c>argosy.yaml</c>.</param>
    /// <param name="profiles">The contents of <c>devstack/*.yaml</c>.</param>
    public static IReadOnlyList<GeneratedFile> Generate(Model model, DevstackProfiles profiles)
    {
        List<Item> stanzas = [.. Deployments(model, profiles).SelectMany(d => DevstackJobYaml.Of(model, d))];
        return
        [
            .. Configure(model, profiles)
                .Select(c => new GeneratedFile(c.Path, c.LocalConf))
                .OrderBy(f => f.Path, StringComparer.Ordinal),
            .. stanzas.Count == 0
                ? Array.Empty<GeneratedFile>()
                : [new(JobsFile, YamlWriter.Write(
                    GenerationMarks.DevStack.Line, AboutJobs, new Sequence(stanzas, Spaced: true)))],
        ];
    }

    /// <summary>Every machine of every profile in both forms, in the order of the profiles' names.</summary>
    /// <param name="model">The contents of <c>argosy.yaml</c>.</param>
    /// <param name="profiles">The contents of <c>devstack/*.yaml</c>.</param>
    public static IReadOnlyList<DevstackConfiguration> Configure(Model model, DevstackProfiles profiles) =>
    [
        .. Deployments(model, profiles).SelectMany(d => d.Nodes, (deployment, node) => new DevstackConfiguration(
            deployment.Profile.Name, node.Name, node.Architecture, node.Base.Name,
            $"{DevstackProfiles.FolderName}/{node.Conf.Name}.local.conf",
            LocalConfText.Of(node.Conf), JobVariables.Of(node.Conf))),
    ];

    private static IEnumerable<Deployment> Deployments(Model model, DevstackProfiles profiles) =>
        profiles.All.SelectMany(p => Deployment.All(model, p));
}
