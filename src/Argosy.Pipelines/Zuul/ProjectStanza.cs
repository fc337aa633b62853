using Argosy.Yaml.Writing;


namespace Argosy.Pipelines.Zuul;

/// <summary>A project's configuration: for the repository itself, or for any project of a config repository.</summary>
/// <param name="Name">Null for the project that contains the file.</param>
/// <param name="Templates">Templates, in order.</param>
internal sealed record ProjectStanza(string? Name, IReadOnlyList<string> Templates)
{
    /// <summary>A comment above it.</summary>
    public string? Why { get; init; }

    /// <summary>Its queue, its merge mode, and so on.</summary>
    public IReadOnlyList<Entry> Attributes { get; init; } = [];

    /// <summary>Jobs of its own.</summary>
    public IReadOnlyList<PipelineJobs> Pipelines { get; init; } = [];
}
