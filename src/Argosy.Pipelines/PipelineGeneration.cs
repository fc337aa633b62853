using Argosy.Platforms;

namespace Argosy.Pipelines;

/// <summary>What follows from the declarations in one format.</summary>
/// <param name="Files">All files, in the order of their paths.</param>
/// <param name="NotExpressed">What the declarations say and the format has no words for: a sentence each.</param>
public sealed record PipelineGeneration(IReadOnlyList<GeneratedFile> Files, IReadOnlyList<string> NotExpressed)
{
    /// <summary>Generates one format.</summary>
    public static PipelineGeneration Of(Model model, PipelineDeclarations declarations, PipelineFormat format) => format switch
    {
        _ => new(PipelineGenerator.Generate(model, declarations), []),
    };
}
