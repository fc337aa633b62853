using YamlDotNet.RepresentationModel;

namespace Argosy.Pipelines.Tests;

/// <summary>What another YAML reader makes of our text.</summary>
internal static class ParsedYaml
{
    public static YamlNode Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.ShouldHaveSingleItem().RootNode;
    }

    /// <summary>The stanzas of one kind, such as <c>job</c>, in all files.</summary>
    public static List<YamlMappingNode> Stanzas(IEnumerable<GeneratedFile> files, string kind) =>
    [
        .. files.Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal) && !f.Path.StartsWith("playbooks/", StringComparison.Ordinal))
            .SelectMany(f => (YamlSequenceNode)Root(f.Text)).Cast<YamlMappingNode>()
            .Where(s => s.Children.ShouldHaveSingleItem().Key.ToString() == kind)
            .Select(s => (YamlMappingNode)s.Children[0].Value),
    ];

    public static string? Text(this YamlMappingNode map, string key) => (map.Find(key) as YamlScalarNode)?.Value;

    public static YamlNode? Find(this YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static YamlMappingNode Map(this YamlMappingNode map, string key) => map.Find(key).ShouldBeOfType<YamlMappingNode>();

    public static List<YamlNode> List(this YamlMappingNode map, string key) =>
        [.. (map.Find(key) as YamlSequenceNode)?.Children ?? []];

    /// <summary>A job in a pipeline with what is changed about it there.</summary>
    public static (string Name, YamlMappingNode Changes) Use(YamlNode job) => job is YamlMappingNode map
        ? (map.Children[0].Key.ToString(), (YamlMappingNode)map.Children[0].Value)
        : (job.ToString(), []);

    /// <summary>A template's pipelines with their jobs.</summary>
    public static IEnumerable<(string Pipeline, List<(string Name, YamlMappingNode Changes)> Jobs)> Pipelines(YamlMappingNode template) =>
        template.Children.Where(c => c.Value is YamlMappingNode)
            .Select(c => (c.Key.ToString(), ((YamlMappingNode)c.Value).List("jobs").Select(Use).ToList()));
}
