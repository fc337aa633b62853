using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A project template: which jobs run in which pipelines.</summary>
/// <param name="Name">Its name, once or for each architecture.</param>
/// <param name="For">The architectures whose jobs it lists.</param>
/// <param name="Description">For people.</param>
/// <param name="Pipelines">Pipelines with the jobs that run there.</param>
internal sealed record TemplateDeclaration(
    Pattern Name, Scope For, Pattern Description, IReadOnlyList<PipelineUse> Pipelines)
{
    public static TemplateDeclaration Read(YamlText name, YamlMap map)
    {
        var scope = EnumParser.Read(map, "for", Scope.BuildMachine);
        var each = scope == Scope.EachForeignArchitecture;
        var template = new TemplateDeclaration(
            Pattern.ParseName(name, each), scope, Pattern.Parse(map.Get("description").AsText(), each),
            [.. map.Get("pipelines").AsMap().Entries.Select(e => PipelineUse.Read(e.Key, e.Value))]);
        map.Done();
        return template;
    }
}
