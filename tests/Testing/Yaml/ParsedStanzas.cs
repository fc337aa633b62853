using Argosy.Pipelines;
using YamlDotNet.RepresentationModel;

namespace Argosy.Testing;

/// <summary>The content of generated Zuul files, as another YAML reader reads it.</summary>
internal static class ParsedStanzas
{
    /// <summary>The stanzas of one kind, such as <c>job</c>, in all files.</summary>
    public static List<YamlMappingNode> Stanzas(IEnumerable<GeneratedFile> files, string kind) =>
    [
        .. files
            .Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal)
                && !f.Path.StartsWith("playbooks/", StringComparison.Ordinal))
            .SelectMany(f => (YamlSequenceNode)ParsedYaml.Root(f.Text)).Cast<YamlMappingNode>()
            .Where(s => s.Children.ShouldHaveSingleItem().Key.ToString() == kind)
            .Select(s => (YamlMappingNode)s.Children[0].Value),
    ];

    /// <summary>A job in a pipeline with its changes there.</summary>
    public static (string Name, YamlMappingNode Changes) Use(YamlNode job) => job is YamlMappingNode map
        ? (map.Children[0].Key.ToString(), (YamlMappingNode)map.Children[0].Value)
        : (job.ToString(), []);

    /// <summary>A template's pipelines with their jobs.</summary>
    public static IEnumerable<(string Pipeline, List<(string Name, YamlMappingNode Changes)> Jobs)> Pipelines(
        YamlMappingNode template) =>
        template.Children.Where(c => c.Value is YamlMappingNode)
            .Select(c => (c.Key.ToString(), ((YamlMappingNode)c.Value).List("jobs").Select(Use).ToList()));
}
