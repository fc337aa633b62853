using Argosy.Adoption.Proposals;
using Argosy.Platforms.Rules;
using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>Writes debs/debs.yaml.</summary>
internal static class DebFile
{
    /// <summary>The file; null without native libraries.</summary>
    public static PlannedFile? Write(ProjectProposal project)
    {
        var libraries = project.Native.Where(n => n.HasLibrary).ToList();
        if (libraries.Count == 0) return null;
        var root = new Mapping(
            [
                new("maintainer", new Scalar(project.Maintainer.Value), project.Maintainer.Comment),
                new("packages",
                    new Sequence(
                    [.. libraries.Select(n => new Item(Of(n, project.License), Comment(n, project.License)))])),
            ],
            Spaced: true);
        return new("debs/debs.yaml", YamlWriter.Write(
            "# Debian packages of native items, for each platform of argosy.yaml.",
            "The names of runtime and development packages follow from the libraries.", root));
    }

    private static Mapping Of(NativeProposal item, string? license)
    {
        var entries = new List<Entry> { new("native", new Scalar(item.Name)) };
        if (license is not null and not "LICENSE" && TextRules.ProjectPath.Allows(license))
            entries.Add(new("license", new Scalar(license)));
        return new(entries);
    }

    private static string Comment(NativeProposal item, string? license) => license is null
        ? $"guessed from {item.From}; add license: with the path of the licence's file, since there is no LICENSE"
        : $"guessed from {item.From}, and the licence from {license}";
}
