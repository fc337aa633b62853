using Argosy.Yaml.Writing;


namespace Argosy.Pipelines.Zuul;

/// <summary>What a project takes: this one for itself, or any that a config repository configures.</summary>
/// <param name="Name">Null for the project that the file lies in.</param>
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
