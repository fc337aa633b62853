namespace Argosy.Zuul.Checking;

/// <summary>What is to be checked.</summary>
/// <param name="Path">A repository, or a folder with <c>owner/name</c> or <c>name</c> folders.</param>
public sealed record CheckRequest(string Path)
{
    /// <summary>The tenant file, which tells config projects, limits, and that all repositories are there.</summary>
    public string? TenantFile { get; init; }

    /// <summary>Whether all of the tenant lies there.</summary>
    public bool Whole { get; init; }

    /// <summary>What builds took, against which timeouts are held.</summary>
    public IReadOnlyList<MeasuredDuration> Measured { get; init; } = [];
}
