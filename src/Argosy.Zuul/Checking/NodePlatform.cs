using Argosy.Platforms;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>A platform in the name of a label or job: distribution, release and architecture among words with
/// hyphens.</summary>
/// <param name="Distribution">Distribution and release, such as <c>debian-12</c> or <c>ubuntu-jammy</c>.</param>
/// <param name="Architecture">The architecture; x64 where none is named, by the habit of OpenStack's labels.</param>
internal sealed record NodePlatform(string Distribution, Architecture Architecture)
{
    /// <summary>The platform of a label such as <c>debian-trixie-arm64-8GB</c>; null if it doesn't begin with a
    /// distribution.</summary>
    public static NodePlatform? TryParse(string label)
    {
        var words = label.Split('-');
        var at = Array.FindIndex(words, w => ArchitectureOf(w) is not null);
        var release = at < 0 ? words : words[..at];
        return release is [{ Length: > 0 } id, { Length: > 0 } version, ..]
            ? new(Normal(id, version), at < 0 ? Architecture.DefaultBaseline : ArchitectureOf(words[at])!)
            : null;
    }

    /// <summary>The platforms of a nodeset's nodes, with the location of each label.</summary>
    public static IEnumerable<(NodePlatform Platform, TextNode Label)> Of(Node? nodeset, Layout layout)
    {
        IEnumerable<MapNode> maps = nodeset switch
        {
            TextNode name => layout.Find("nodeset", name.Value).Select(n => n.Body),
            MapNode map => [map],
            _ => [],
        };
        return from map in maps
               from node in map.Find("nodes")?.AsMany.OfType<MapNode>() ?? []
               let label = node.Text("label")
               where label is not null
               let platform = TryParse(label.Value)
               where platform is not null
               select (platform, label);
    }

    // A release is named by its code name or its version.
    private static string Normal(string id, string version) =>
        Platforms.Distribution.All.Concat(Platforms.Distribution.Former)
            .FirstOrDefault(d => d.Id == id && d.Codename == version)?.Name
        ?? $"{id}-{version}";

    private static Architecture? ArchitectureOf(string word) =>
        Architecture.All.FirstOrDefault(a => word == a.Name || word == a.DebianName || word == a.KernelName);

    /// <inheritdoc />
    public override string ToString() => $"{Distribution}-{Architecture}";
}
