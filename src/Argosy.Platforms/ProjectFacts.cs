using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms;

/// <summary>Facts about the project.</summary>
/// <param name="Name">Short name, used in image names and job names.</param>
/// <param name="Version">The version of everything that is packaged.</param>
/// <param name="Description">One line.</param>
public sealed record ProjectFacts(string Name, string Version, string Description)
{
    internal static ProjectFacts Read(YamlMap map)
    {
        var facts = new ProjectFacts(
            TextRules.ProjectName.Check(map.Get("name").AsText()),
            VersionRule.Check(map.Get("version").AsText()),
            map.Find("description") is { } description ? TextRules.Line.Check(description.AsText()) : "");
        map.Done();
        return facts;
    }
}
