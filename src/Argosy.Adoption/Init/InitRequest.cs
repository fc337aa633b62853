namespace Argosy.Adoption.Init;

/// <summary>What `argosy init` is asked for.</summary>
/// <param name="Folder">The repository.</param>
public sealed record InitRequest(string Folder)
{
    /// <summary>The project's name; null to guess it.</summary>
    public string? Name { get; init; }

    /// <summary>Names of architectures; empty for the default.</summary>
    public IReadOnlyList<string> Architectures { get; init; } = [];

    /// <summary>Names of distributions; empty for the default.</summary>
    public IReadOnlyList<string> Distributions { get; init; } = [];

    /// <summary>CI systems: zuul, github, gitlab; empty for those that the repository uses.</summary>
    public IReadOnlyList<string> Ci { get; init; } = [];

    /// <summary>The version of Argosy's packages.</summary>
    public required string Version { get; init; }
}
