using Argosy.Pipelines;

namespace Argosy.Cli;

/// <summary>The output of <c>argosy pipelines generate --json</c>.</summary>
/// <param name="Folder">The folder of the files.</param>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Files">The number of generated files.</param>
/// <param name="Changes">Those that differ, or differed.</param>
/// <param name="NotExpressed">Features that the format doesn't support.</param>
internal sealed record GenerationDocument(
    string Folder, bool DryRun, int Files, IReadOnlyList<FileChangeDocument> Changes,
    IReadOnlyList<string> NotExpressed)
{
    internal GenerationDocument(
        string folder, bool dryRun, PipelineGeneration generation, IReadOnlyList<GeneratedChange> changes)
        : this(folder, dryRun, generation.Files.Count,
            [
                .. changes.Select(c =>
                    new FileChangeDocument(c.Path, c.Kind.ToString().ToLowerInvariant(), c.Added, c.Removed))
            ],
            generation.NotExpressed)
    {
    }
}

/// <summary>A file with its change: create, change or delete, and the numbers of lines.</summary>
internal sealed record FileChangeDocument(string Path, string Change, int Added, int Removed);
