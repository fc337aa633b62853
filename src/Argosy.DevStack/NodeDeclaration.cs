using Argosy.Pipelines.Declarations;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.DevStack;

/// <summary>A machine of a cloud as declared, or one for each of several architectures.</summary>
/// <param name="Name">The node's name in Zuul; with <c>{arch}</c> if there are several.</param>
/// <param name="Role">Its role in the cloud.</param>
/// <param name="For">Its architecture, or architectures.</param>
/// <param name="Settings">Settings besides those of its architecture, or instead of them.</param>
internal sealed record NodeDeclaration(Pattern Name, NodeRole Role, NodeScope For, ProfileSettings Settings)
{
    /// <summary>The nodes under <c>nodes</c>; error ARG0632 unless exactly one is a controller.</summary>
    public static IReadOnlyList<NodeDeclaration> ReadAll(YamlMap profile)
    {
        if (profile.Find("nodes")?.AsList() is not { } list) return [];
        List<NodeDeclaration> nodes = [.. list.Items.Select(i => Read(i.AsMap()))];
        return nodes.Count(n => n.Role == NodeRole.Controller) == 1
            && nodes.All(n => n.Role != NodeRole.Controller || n.For == NodeScope.BuildMachine)
            ? nodes
            : throw new ArgosyException(new Diagnostic("ARG0632", list.Place, "a cloud has one controller",
                "Give one node 'role: controller' and 'for: build-machine', and the others 'role: compute'."));
    }

    /// <summary>Its architectures in a model.</summary>
    public IEnumerable<Architecture> ArchitecturesIn(Model model) => For switch
    {
        NodeScope.BuildMachine => [model.Baseline],
        NodeScope.Foreign => model.Foreign,
        _ => model.Architectures,
    };

    private static NodeDeclaration Read(YamlMap map)
    {
        var scope = EnumParser.Parse<NodeScope>(map.Get("for").AsText());
        var node = new NodeDeclaration(
            Pattern.ParseName(map.Get("name").AsText(), perArchitecture: scope != NodeScope.BuildMachine),
            EnumParser.Parse<NodeRole>(map.Get("role").AsText()), scope, ProfileSettings.Read(map));
        map.Done();
        return node;
    }
}

/// <summary>The role of a machine in a cloud.</summary>
internal enum NodeRole
{
    /// <summary>Everything except guests; guests too if its services include them.</summary>
    Controller,

    /// <summary>Guests.</summary>
    Compute,
}

/// <summary>The architectures that a declared node is made for.</summary>
internal enum NodeScope
{
    /// <summary>The baseline, on which builds run.</summary>
    BuildMachine,

    /// <summary>Each other one of the model.</summary>
    Foreign,

    /// <summary>Each one of the model.</summary>
    EveryArchitecture,
}
