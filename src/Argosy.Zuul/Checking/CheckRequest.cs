namespace Argosy.Zuul.Checking;

/// <summary>The configuration to check.</summary>
/// <param name="Path">A repository, or a folder with <c>owner/name</c> or <c>name</c> folders.</param>
public sealed record CheckRequest(string Path)
{
    /// <summary>The tenant file, which lists config projects and limits; all its repositories must be
    /// present.</summary>
    public string? TenantFile { get; init; }

    /// <summary>Whether the whole tenant is in the folder.</summary>
    public bool Whole { get; init; }

    /// <summary>Measured build durations, to compare timeouts with.</summary>
    public IReadOnlyList<MeasuredDuration> Measured { get; init; } = [];
}
