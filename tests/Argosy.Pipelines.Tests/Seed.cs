using System.Text.Json.Nodes;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.Pipelines.Tests;

/// <summary>Hand-written declarations for other projects' pipelines, with the files that follow from them.</summary>
internal static class Seed
{
    /// <summary>The folder of a seed.</summary>
    public static string Folder(string name) =>
        Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests", "Seeds", name);

    /// <summary>All files generated from the seed.</summary>
    public static PipelineGeneration Wanted(string name) =>
        PipelineGeneration.Wanted(Model(name), PipelineDeclarations.Load(Folder(name)));

    /// <summary>The files generated from the seed in one format.</summary>
    public static PipelineGeneration Generate(string name, PipelineFormat format) =>
        PipelineGeneration.Of(Model(name), PipelineDeclarations.Load(Folder(name)), format);

    /// <summary>A file as Zuul's YAML reader reads it.</summary>
    public static async Task<JsonNode?> ReadAsync(string path)
    {
        var result = await new CommandRunner(_ => { }).RunAsync(
            new("python3", Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests", "read-yaml.py"), path),
            CancellationToken.None);
        return JsonNode.Parse(result.Output)!.AsArray()[0];
    }

    private static Model Model(string name) =>
        Platforms.Model.Load(Path.Combine(Folder(name), Platforms.Model.FileName));
}
