using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A project that a config repository configures.</summary>
/// <param name="Name">The tenant's name for it, such as <c>openstack/nova</c>.</param>
/// <param name="Why">A comment above it.</param>
/// <param name="Source">The connection that it comes from; null for the tenant's first.</param>
/// <param name="Templates">Its templates, with placeholders, in order.</param>
/// <param name="Attributes">Its queue, its merge mode, and so on.</param>
/// <param name="Pipelines">Jobs of its own.</param>
internal sealed record ProjectDeclaration(
    YamlText Name, string? Why, YamlText? Source, IReadOnlyList<YamlText> Templates, AttributeSet Attributes,
    IReadOnlyList<PipelineUse> Pipelines)
{
    public static ProjectDeclaration Read(YamlText name, YamlMap map)
    {
        var project = new ProjectDeclaration(
            name, map.Find("why")?.AsText().Required(), map.Find("source")?.AsText(),
            [.. map.Find("templates")?.AsList().Texts() ?? []], AttributeSet.Read(map, ZuulAttributes.Project),
            [.. map.Map("pipelines")?.Entries.Select(e => PipelineUse.Read(e.Key, e.Value)) ?? []]);
        map.Done();
        return project;
    }
}
