using Argosy.Zuul.Model;

namespace Argosy.Zuul.Freezing;

/// <summary>The project, pipeline and change whose jobs are requested.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Pipeline">The pipeline's name.</param>
public sealed record FreezeRequest(string Project, string Pipeline)
{
    /// <summary>The configuration's path: the project's own repository, or a folder of repositories.</summary>
    public string Path { get; init; } = ".";

    /// <summary>The tenant file, or null.</summary>
    public string? TenantFile { get; init; }

    /// <summary>The only tenant of the file to read; null for the first one that has the project.</summary>
    public string? TenantName { get; init; }

    /// <summary>The project whose checkout a single repository is; null for the project itself.</summary>
    public Checkout? As { get; init; }

    /// <summary>Checkouts of that repository's other branches.</summary>
    public IReadOnlyList<BranchFolder> OtherBranches { get; init; } = [];

    /// <summary>The change's branch.</summary>
    public string Branch { get; init; } = "master";

    /// <summary>Files that the change touches; null to ignore file matchers.</summary>
    public IReadOnlyList<string>? Files { get; init; }
}
