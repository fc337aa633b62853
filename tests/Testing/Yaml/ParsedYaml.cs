using YamlDotNet.RepresentationModel;

namespace Argosy.Testing;

/// <summary>Our text as another YAML reader reads it.</summary>
internal static class ParsedYaml
{
    public static YamlNode Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.ShouldHaveSingleItem().RootNode;
    }

    public static string? Text(this YamlMappingNode map, string key) => (map.Find(key) as YamlScalarNode)?.Value;

    public static YamlNode? Find(this YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public static YamlMappingNode Map(this YamlMappingNode map, string key) =>
        map.Find(key).ShouldBeOfType<YamlMappingNode>();

    public static List<YamlNode> List(this YamlMappingNode map, string key) =>
        [.. (map.Find(key) as YamlSequenceNode)?.Children ?? []];
}
