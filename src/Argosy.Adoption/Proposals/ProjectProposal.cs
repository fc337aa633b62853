using Argosy.Adoption.Sources;

namespace Argosy.Adoption.Proposals;

/// <summary>What a repository seems to be.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Version">Its version.</param>
internal sealed record ProjectProposal(Guess Name, Guess Version)
{
    /// <summary>One line; null if no file has one.</summary>
    public Guess? Description { get; init; }

    /// <summary>Native projects.</summary>
    public IReadOnlyList<NativeProposal> Native { get; init; } = [];

    /// <summary>.NET projects.</summary>
    public IReadOnlyList<DotnetProposal> Dotnet { get; init; } = [];

    /// <summary>Python projects.</summary>
    public IReadOnlyList<WheelProposal> Wheels { get; init; } = [];

    /// <summary>Container images.</summary>
    public IReadOnlyList<ImageProposal> Images { get; init; } = [];

    /// <summary>The CI systems whose files are there.</summary>
    public IReadOnlyList<CiProposal> Ci { get; init; } = [];

    /// <summary>The maintainer of its Debian packages.</summary>
    public required Guess Maintainer { get; init; }

    /// <summary>The file of its licence; null if there is none.</summary>
    public string? License { get; init; }
}
