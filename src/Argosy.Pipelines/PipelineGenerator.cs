using Argosy.Pipelines.Emission;
using Argosy.Pipelines.Zuul;
using Argosy.Platforms;

namespace Argosy.Pipelines;

/// <summary>Generates Zuul's configuration and its playbooks.</summary>
public static class PipelineGenerator
{
    /// <summary>All files, in the order of their paths; the same input gives the same bytes.</summary>
    /// <param name="model">What <c>argosy.yaml</c> says.</param>
    /// <param name="declarations">What <c>pipelines/</c> says.</param>
    public static IReadOnlyList<GeneratedFile> Generate(Model model, PipelineDeclarations declarations)
    {
        var zuul = ZuulPlan.For(model, declarations);
        var about = declarations.Introductions;
        IEnumerable<GeneratedFile> files =
        [
            Stanzas(declarations.PipelinesFile, about.Pipelines, zuul.Pipelines.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/nodesets.yaml", about.Nodesets, zuul.NodeSets.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/semaphores.yaml", about.Semaphores, zuul.Semaphores.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/jobs.yaml", about.Jobs, zuul.Jobs.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/project-templates.yaml", about.Templates, zuul.Templates.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/project.yaml", about.Project, [ZuulYaml.Of(zuul.Project)]),
            .. zuul.Playbooks.Select(p => new GeneratedFile(
                p.Path, YamlWriter.Write(GenerationMark.Pipelines.Line, null, PlaybookYaml.Of(p)))),
        ];
        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static GeneratedFile Stanzas(string path, string about, IEnumerable<Item> stanzas) => new(
        path, YamlWriter.Write(GenerationMark.Pipelines.Line, about, new Sequence([.. stanzas], Spaced: true)));
}
