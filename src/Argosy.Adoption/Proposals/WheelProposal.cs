using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Proposals;

/// <summary>A Python project.</summary>
/// <param name="Name">Its normalised name.</param>
/// <param name="Folder">Its folder; <c>.</c> for the repository's.</param>
internal sealed record WheelProposal(Guess Name, string Folder)
{
    /// <summary>Its version as the project has it; null if it is computed.</summary>
    public Guess? Version { get; init; }

    /// <summary>One line about it.</summary>
    public Guess? Description { get; init; }

    /// <summary>The module of its backend, such as <c>setuptools.build_meta</c>.</summary>
    public required Guess Backend { get; init; }

    /// <summary>What shows that it compiles something; null if it seems pure.</summary>
    public string? Extension { get; init; }

    /// <summary>Globs of what it is built from, if its folder is the repository's.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>What it needs that isn't known to work, and other remarks.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
