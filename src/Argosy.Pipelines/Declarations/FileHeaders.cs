using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>The description of each generated file below its first line.</summary>
internal sealed record FileHeaders(
    string? Pipelines, string? Nodesets, string? Semaphores, string? Jobs, string? Templates, string? Project,
    string? Queues, string? Projects, string? Tenant)
{
    public static FileHeaders Read(YamlMap map)
    {
        var headers = new FileHeaders(
            Text(map, "pipelines"), Text(map, "nodesets"), Text(map, "semaphores"),
            Text(map, "jobs"), Text(map, "templates"), Text(map, "project"), Text(map, "queues"), Text(map, "projects"),
            Text(map, "tenant"));
        map.Done();
        return headers;
    }

    private static string? Text(YamlMap map, string key) => map.Find(key)?.AsText().Required().TrimEnd('\n');
}
