using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Rules;
using Argosy.Platforms.Yaml;

namespace Argosy.Images.Definition;

/// <summary>A Debian package of an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Architectures">The only architectures that have it; empty for all.</param>
/// <param name="Place">Its line, for errors that only an archive can show.</param>
public sealed record ImagePackage(string Name, IReadOnlyList<Architecture> Architectures, SourceLocation Place)
{
    /// <summary>Whether an architecture's image has it.</summary>
    public bool IsFor(Architecture architecture) => Architectures.Count == 0 || Architectures.Contains(architecture);

    internal static ImagePackage Read(YamlNode node)
    {
        if (node is not YamlMap map)
            return new(TextRules.DebianPackage.Check(node.AsText(), "ARG0401"), [], node.Place);
        var package = new ImagePackage(
            TextRules.DebianPackage.Check(map.Get("name").AsText(), "ARG0401"),
            [.. map.Get("architectures").AsList().Texts().Select(t => Architecture.Parse(t.Value, t.Place))],
            map.Get("name").Place);
        map.Done();
        return package;
    }
}
