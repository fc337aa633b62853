using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A semaphore that families use.</summary>
/// <param name="Name">Its name; in Zuul the project's name precedes it.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Max">How many jobs may hold it at once.</param>
internal sealed record SemaphoreDeclaration(string Name, string? Why, int Max)
{
    public static SemaphoreDeclaration Read(YamlText name, YamlMap map)
    {
        var max = map.Find("max")?.AsText();
        var semaphore = new SemaphoreDeclaration(
            TextRules.DeclaredName.Check(name), map.Find("why")?.AsText().Required(), max?.AsInt() ?? 1);
        map.Done();
        return semaphore.Max > 0
            ? semaphore
            : throw new ArgosyException(
                new Diagnostic("ARG0603", max!.Place, $"'{max.Value}' is no number of jobs", "Write 1 or more."));
    }
}
