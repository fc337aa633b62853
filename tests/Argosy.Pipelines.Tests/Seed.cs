using System.Text.Json.Nodes;
using Argosy.Platforms;
using Argosy.Toolchains.Processes;

namespace Argosy.Pipelines.Tests;

/// <summary>Declarations of others' pipelines, as a person would write them, with the files that follow from them.</summary>
internal static class Seed
{
    /// <summary>Where a seed lies.</summary>
    public static string Folder(string name) => Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests", "Seeds", name);

    /// <summary>What follows from it.</summary>
    public static PipelineGeneration Wanted(string name) => PipelineGeneration.Wanted(Model(name), PipelineDeclarations.Load(Folder(name)));

    /// <summary>What follows from it in one format.</summary>
    public static PipelineGeneration Generate(string name, PipelineFormat format) =>
        PipelineGeneration.Of(Model(name), PipelineDeclarations.Load(Folder(name)), format);

    /// <summary>A file as Zuul's YAML reader has it.</summary>
    public static async Task<JsonNode?> ReadAsync(string path)
    {
        var result = await new CommandRunner(_ => { }).RunAsync(new("python3",
            Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests", "read-yaml.py"), path), CancellationToken.None);
        return JsonNode.Parse(result.Output)!.AsArray()[0];
    }

    private static Model Model(string name) => Platforms.Model.Load(Path.Combine(Folder(name), Platforms.Model.FileName));
}
