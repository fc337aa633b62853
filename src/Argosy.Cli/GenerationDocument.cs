using Argosy.Pipelines;

namespace Argosy.Cli;

/// <summary>What <c>argosy pipelines generate --json</c> prints.</summary>
/// <param name="Folder">Where the files go.</param>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Files">How many files follow from the declarations.</param>
/// <param name="Changes">Those that differ, or differed.</param>
/// <param name="NotExpressed">What the format has no words for.</param>
internal sealed record GenerationDocument(
    string Folder, bool DryRun, int Files, IReadOnlyList<FileChangeDocument> Changes, IReadOnlyList<string> NotExpressed)
{
    internal GenerationDocument(
        string folder, bool dryRun, PipelineGeneration generation, IReadOnlyList<GeneratedChange> changes)
        : this(folder, dryRun, generation.Files.Count,
            [.. changes.Select(c => new FileChangeDocument(c.Path, c.Kind.ToString().ToLowerInvariant(), c.Added, c.Removed))],
            generation.NotExpressed)
    {
    }
}

/// <summary>A file with what happens to it: create, change or delete, and lines.</summary>
internal sealed record FileChangeDocument(string Path, string Change, int Added, int Removed);
