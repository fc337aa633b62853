namespace Argosy.Adoption.Proposals;

/// <summary>A CI system.</summary>
internal enum CiSystem
{
    /// <summary>Zuul.</summary>
    Zuul,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>GitLab CI.</summary>
    GitLab,
}

/// <summary>A CI system that a repository uses, or is to use.</summary>
/// <param name="System">The system.</param>
/// <param name="From">Its file there, or the option.</param>
internal sealed record CiProposal(CiSystem System, string From)
{
    /// <summary>The action that fetches the source, at a commit, as the repository's own workflows have it; null if
    /// none has.</summary>
    public string? Checkout { get; init; }

    /// <summary>What its existing files mean for generated ones.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
