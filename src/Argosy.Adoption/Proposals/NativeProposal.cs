using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Proposals;

/// <summary>A native project.</summary>
/// <param name="Name">Its item's name.</param>
/// <param name="Source">Its folder; <c>.</c> for the repository's.</param>
/// <param name="From">The file that shows it.</param>
internal sealed record NativeProposal(string Name, string Source, string From)
{
    /// <summary>Its name as the project has it.</summary>
    public required string Title { get; init; }

    /// <summary>Its version as the project has it; null if it isn't written there.</summary>
    public Guess? Version { get; init; }

    /// <summary>One line about it.</summary>
    public Guess? Description { get; init; }

    /// <summary>Globs of what it is compiled from, if its folder is the repository's.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Debian packages of what it is compiled with.</summary>
    public IReadOnlyList<Guess> Packages { get; init; } = [];

    /// <summary>Programs that its build starts.</summary>
    public IReadOnlyList<Guess> Tools { get; init; } = [];

    /// <summary>Values of CMake's cache variables; each value has the form NAME=VALUE.</summary>
    public IReadOnlyList<Guess> Options { get; init; } = [];

    /// <summary>Globs of what it installs.</summary>
    public IReadOnlyList<Guess> Installs { get; init; } = [];

    /// <summary>Whether it is certain to have a library to package.</summary>
    public bool HasLibrary { get; init; }

    /// <summary>Dependencies without a known Debian package, and other remarks.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
