namespace Argosy.Engine.Incremental;

/// <summary>The code that runs the tasks, besides the engine: a script as the tool read it.</summary>
/// <param name="Tool">The tool's version.</param>
internal sealed record CodeSources(string Tool)
{
    /// <summary>Every line that runs, from any file.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>What else determines the code, such as imported namespaces and packages, by kind.</summary>
    public IReadOnlyList<(string Kind, IReadOnlyList<string> Values)> Settings { get; init; } = [];

    /// <summary>Assemblies that it refers to: paths, or names of the tool's own.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
