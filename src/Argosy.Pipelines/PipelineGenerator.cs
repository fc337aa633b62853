using Argosy.Pipelines.Zuul;
using Argosy.Platforms;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines;

/// <summary>Generates Zuul's configuration and its playbooks.</summary>
public static class PipelineGenerator
{
    /// <summary>All files, in the order of their paths; the same input gives the same bytes.</summary>
    /// <param name="model">The contents of <c>argosy.yaml</c>.</param>
    /// <param name="declarations">The contents of <c>pipelines/</c>.</param>
    public static IReadOnlyList<GeneratedFile> Generate(Model model, PipelineDeclarations declarations)
    {
        var zuul = ZuulPlan.For(model, declarations);
        var isConfigRepo = declarations.Layout == PipelineLayout.ConfigRepo;
        var mark = isConfigRepo ? GenerationMarks.ConfigRepo : GenerationMarks.Pipelines;
        var about = declarations.FileHeaders;
        IEnumerable<GeneratedFile?> files =
        [
            Stanzas(declarations.PipelinesFile, mark, about.Pipelines, zuul.Pipelines.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/nodesets.yaml", mark, about.Nodesets,
                zuul.NodeSets.Select(ZuulYaml.Of).Concat(zuul.DeclaredNodeSets.Select(ZuulYaml.Of))),
            Stanzas("zuul.d/queues.yaml", mark, about.Queues, zuul.Queues.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/semaphores.yaml", mark, about.Semaphores, zuul.Semaphores.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/jobs.yaml", mark, about.Jobs, zuul.Jobs.Select(ZuulYaml.Of)),
            Stanzas("zuul.d/project-templates.yaml", mark, about.Templates, zuul.Templates.Select(ZuulYaml.Of)),
            isConfigRepo
                ? Stanzas("zuul.d/projects.yaml", mark, about.Projects, zuul.Projects.Select(ZuulYaml.Of))
                : Stanzas("zuul.d/project.yaml", mark, about.Project, zuul.Projects.Select(ZuulYaml.Of)),
            declarations.Tenant is { } tenant
                ? Stanzas(tenant.File, mark, about.Tenant, zuul.Tenant is { } planned ? [ZuulYaml.Of(planned)] : [])
                : null,
            .. zuul.Playbooks.Select(p =>
                new GeneratedFile(p.Path, YamlWriter.Write(mark.Line, null, PlaybookYaml.Of(p)))),
            .. zuul.Roles.Select(r =>
                new GeneratedFile(r.Path, YamlWriter.Write(mark.Line, r.Title, PlaybookYaml.Of(r)))),
        ];
        return [.. files.OfType<GeneratedFile>().OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    // Null for a file without content: Zuul treats an empty one as an error.
    private static GeneratedFile? Stanzas(string path, GenerationMark mark, string? about, IEnumerable<Item> stanzas) =>
        stanzas.ToList() is { Count: > 0 } items
            ? new(path, YamlWriter.Write(mark.Line, about, new Sequence(items, Spaced: true)))
            : null;
}
