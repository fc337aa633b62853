using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A semaphore that families name.</summary>
/// <param name="Name">Its name; in Zuul it has the project's before it.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Max">How many jobs may hold it at once.</param>
internal sealed record SemaphoreDeclaration(string Name, string? Why, int Max)
{
    public static SemaphoreDeclaration Read(YamlText name, YamlMap map)
    {
        var semaphore = new SemaphoreDeclaration(name.Value, map.Find("why")?.AsText().Required(), map.Number("max", 1));
        map.Done();
        return semaphore;
    }
}
