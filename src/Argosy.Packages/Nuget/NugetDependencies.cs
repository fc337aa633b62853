using System.Xml.Linq;

namespace Argosy.Packages.Nuget;

/// <summary>A package's dependencies for one framework.</summary>
/// <param name="Framework">The target framework, or null for any.</param>
/// <param name="Packages">Ids with version ranges, in the package's own order.</param>
public sealed record NugetDependencies(string? Framework, IReadOnlyList<(string Id, string Range)> Packages)
{
    internal static IReadOnlyList<NugetDependencies> Read(XElement metadata)
    {
        var all = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "dependencies")?.Elements().ToList() ?? [];
        var groups = all.Where(e => e.Name.LocalName == "group")
            .Select(g => new NugetDependencies((string?)g.Attribute("targetFramework"), Of(g.Elements()))).ToList();
        return groups.Count > 0 || all.Count == 0 ? groups : [new(null, Of(all))];
    }

    private static List<(string, string)> Of(IEnumerable<XElement> elements) =>
    [
        .. elements.Where(e => e.Name.LocalName == "dependency")
            .Select(e => ((string?)e.Attribute("id") ?? "", (string?)e.Attribute("version") ?? "")),
    ];
}
