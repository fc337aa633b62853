using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>What each generated file says of itself below its first line.</summary>
internal sealed record Introductions(
    string Pipelines, string Nodesets, string Semaphores, string Jobs, string Templates, string Project)
{
    public static Introductions Read(YamlMap map)
    {
        var introductions = new Introductions(
            Text(map, "pipelines"), Text(map, "nodesets"), Text(map, "semaphores"),
            Text(map, "jobs"), Text(map, "templates"), Text(map, "project"));
        map.Done();
        return introductions;
    }

    private static string Text(YamlMap map, string key) => map.Text(key).TrimEnd('\n');
}
