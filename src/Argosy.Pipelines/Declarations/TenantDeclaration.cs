using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>The tenant that a config repository is for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The path of its file in the project.</param>
/// <param name="Attributes">Its limits and defaults.</param>
/// <param name="Sources">The connections with their projects.</param>
internal sealed record TenantDeclaration(
    string Name, string File, AttributeSet Attributes, IReadOnlyList<SourceDeclaration> Sources)
{
    public static TenantDeclaration Read(YamlMap map)
    {
        var tenant = new TenantDeclaration(
            map.Text("name"), map.Find("file") is { } file ? RelativePath.Read(file.AsText()) : "main.yaml",
            AttributeSet.Read(map, ZuulAttributes.Tenant),
            [.. map.Get("source").AsMap().Entries.Select(e => SourceDeclaration.Read(e.Key, e.Value.AsMap()))]);
        map.Done();
        return tenant;
    }
}

/// <summary>A connection of a tenant.</summary>
/// <param name="Connection">Its name in Zuul's own configuration.</param>
/// <param name="ConfigProjects">Projects that may configure everything; Zuul trusts their jobs.</param>
/// <param name="UntrustedProjects">Projects besides the declared ones, such as <c>zuul/zuul-jobs</c>.</param>
internal sealed record SourceDeclaration(
    YamlText Connection, IReadOnlyList<string> ConfigProjects, IReadOnlyList<string> UntrustedProjects)
{
    public static SourceDeclaration Read(YamlText connection, YamlMap map)
    {
        var source = new SourceDeclaration(connection, map.Texts("config-projects"), map.Texts("untrusted-projects"));
        map.Done();
        return source;
    }
}
