using Argosy.Zuul.Model;
using Argosy.Zuul.Schema;

namespace Argosy.Zuul.Checking;

/// <summary>The configuration to check.</summary>
/// <param name="Path">A repository, or a folder with <c>owner/name</c> or <c>name</c> folders.</param>
public sealed record CheckRequest(string Path)
{
    /// <summary>The tenant file, which lists config projects and limits; all its repositories must be
    /// present.</summary>
    public string? TenantFile { get; init; }

    /// <summary>The only tenant of the file to check; null for all.</summary>
    public string? TenantName { get; init; }

    /// <summary>The project whose checkout the path is; null if it isn't said.</summary>
    public Checkout? As { get; init; }

    /// <summary>Checkouts of the same project's other branches.</summary>
    public IReadOnlyList<BranchFolder> OtherBranches { get; init; } = [];

    /// <summary>Whether the whole tenant is in the folder.</summary>
    public bool Whole { get; init; }

    /// <summary>The version of Zuul that reads it.</summary>
    public ZuulVersion Version { get; init; } = ZuulVersion.Newest;

    /// <summary>Measured build durations, to compare timeouts with.</summary>
    public IReadOnlyList<MeasuredDuration> Measured { get; init; } = [];
}
