using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Debian;

/// <summary>What is declared of one of the packages that follow from a native item.</summary>
/// <param name="Name">Its name; null for the default.</param>
/// <param name="IsLeftOut">It isn't made.</param>
public sealed record DebPart(string? Name = null, bool IsLeftOut = false)
{
    internal static DebPart Read(YamlNode? node, string id) => node?.AsText() switch
    {
        null or { Plain: true, Value: "true" } => new(),
        { Plain: true, Value: "false" } => new(IsLeftOut: true),
        var text => new(TextRules.DebianPackage.Check(text, id)),
    };
}
