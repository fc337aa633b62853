using Argosy.Zuul.Model;

namespace Argosy.Zuul.Reading;

/// <summary>The folders of a configuration.</summary>
/// <param name="Path">A repository, or a folder with <c>owner/name</c> or <c>name</c> folders.</param>
/// <param name="As">The project, if the path is a single checkout; null if it isn't said.</param>
/// <param name="OtherBranches">Checkouts of that project's other branches.</param>
internal sealed record ConfigurationSource(string Path, Checkout? As, IReadOnlyList<BranchFolder> OtherBranches)
{
    /// <summary>The branch of a checkout of which nothing else is said.</summary>
    public const string DefaultBranch = "master";
}
