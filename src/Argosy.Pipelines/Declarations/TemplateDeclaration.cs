using Argosy.Platforms.Yaml;

namespace Argosy.Pipelines.Declarations;

/// <summary>A project template: which families run in which pipelines.</summary>
/// <param name="Name">Its name, once or for each architecture.</param>
/// <param name="For">The architectures whose jobs it lists.</param>
/// <param name="Description">For people.</param>
/// <param name="Pipelines">Pipelines with the families that run there.</param>
internal sealed record TemplateDeclaration(
    Pattern Name, Scope For, Pattern Description, IReadOnlyList<PipelineUse> Pipelines)
{
    public static TemplateDeclaration Read(YamlText name, YamlMap map)
    {
        var scope = Choice.Read(map, "for", Scope.BuildMachine);
        var each = scope == Scope.EachForeignArchitecture;
        var template = new TemplateDeclaration(
            Pattern.ParseName(name, each), scope, Pattern.Parse(map.Get("description").AsText(), each),
            [.. map.Get("pipelines").AsMap().Entries.Select(e => new PipelineUse(
                e.Key, Pattern.Parse(e.Key, each), [.. e.Value.AsList().Texts()]))]);
        map.Done();
        return template;
    }
}

/// <summary>A pipeline with the families that run there.</summary>
/// <param name="Written">The pipeline's name as the file has it.</param>
/// <param name="Pipeline">The same, to be filled in.</param>
/// <param name="Families">Names of families, with their places.</param>
internal sealed record PipelineUse(YamlText Written, Pattern Pipeline, IReadOnlyList<YamlText> Families);
