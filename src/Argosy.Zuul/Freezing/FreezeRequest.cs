namespace Argosy.Zuul.Freezing;

/// <summary>Whose jobs are wanted, and for which change.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Pipeline">The pipeline's name.</param>
public sealed record FreezeRequest(string Project, string Pipeline)
{
    /// <summary>Where the configuration lies: a repository, which then is the project's, or a folder of repositories.
    /// </summary>
    public string Path { get; init; } = ".";

    /// <summary>The tenant file, or null.</summary>
    public string? TenantFile { get; init; }

    /// <summary>The change's branch.</summary>
    public string Branch { get; init; } = "master";

    /// <summary>Files that the change touches; null where matchers of files aren't to be asked.</summary>
    public IReadOnlyList<string>? Files { get; init; }
}
