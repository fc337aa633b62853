using Argosy.Pipelines.GitHub;
using Argosy.Pipelines.GitLab;
using Argosy.Platforms;

namespace Argosy.Pipelines;

/// <summary>The files generated in one format.</summary>
/// <param name="Files">All files, in the order of their paths.</param>
/// <param name="NotExpressed">Declared features that the format doesn't support: a sentence each.</param>
public sealed record PipelineGeneration(IReadOnlyList<GeneratedFile> Files, IReadOnlyList<string> NotExpressed)
{
    /// <summary>The files of the systems that the declarations name.</summary>
    public static PipelineGeneration Wanted(Model model, PipelineDeclarations declarations)
    {
        var all = declarations.Systems.Select(f => (Format: f, Made: Of(model, declarations, f))).ToList();
        return new(
            [.. all.SelectMany(a => a.Made.Files).OrderBy(f => f.Path, StringComparer.Ordinal)],
            [.. all.SelectMany(a => a.Made.NotExpressed, (a, lost) => $"{a.Format}: {lost}")]);
    }

    /// <summary>Generates one format.</summary>
    public static PipelineGeneration Of(
        Model model, PipelineDeclarations declarations, PipelineFormat format) => format switch
        {
            PipelineFormat.GitHub => GitHubWorkflows.Generate(model, declarations),
            PipelineFormat.GitLab => GitLabPipeline.Generate(model, declarations),
            _ => new(PipelineGenerator.Generate(model, declarations), []),
        };
}
