namespace Argosy.Adoption.Proposals;

/// <summary>A .NET project.</summary>
/// <param name="Name">Its item's name.</param>
/// <param name="Project">Its file.</param>
/// <param name="From">What shows its kind, such as <c>OutputType Exe in src/App/App.csproj:5</c>.</param>
internal sealed record DotnetProposal(string Name, string Project, string From)
{
    /// <summary>The frameworks that it is published for; empty for a library.</summary>
    public IReadOnlyList<string> Frameworks { get; init; } = [];

    /// <summary>Globs of what it is compiled from outside of its own folder.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The id of its package; null if it isn't packed.</summary>
    public string? PackageId { get; init; }

    /// <summary>The command of a .NET tool; null if it is none.</summary>
    public string? Command { get; init; }

    /// <summary>Its version; null if its file has none.</summary>
    public Sources.Guess? Version { get; init; }
}
