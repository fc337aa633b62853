using Argosy.Platforms;

namespace Argosy.Pipelines.Tests;

/// <summary>Declarations of others' pipelines, as a person would write them, with the files that follow from them.</summary>
internal static class Seed
{
    /// <summary>Where a seed lies.</summary>
    public static string Folder(string name) => Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests", "Seeds", name);

    /// <summary>What follows from it.</summary>
    public static IReadOnlyList<GeneratedFile> Files(string name) => PipelineGenerator.Generate(
        Model.Load(Path.Combine(Folder(name), Model.FileName)), PipelineDeclarations.Load(Folder(name)));
}
