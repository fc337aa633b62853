using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>Targets of the build that a playbook or a role calls.</summary>
internal static class TargetList
{
    /// <summary>At least one, or error ARG0104. Only the graph knows whether the targets exist.</summary>
    public static IReadOnlyList<YamlText> Read(YamlMap map)
    {
        var list = map.Get("targets").AsList();
        return list.Items.Count > 0 ? [.. list.Texts()] : throw EmptyList.At(list.Place);
    }
}
