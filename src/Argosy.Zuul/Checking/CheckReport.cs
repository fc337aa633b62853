using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>The result of a check.</summary>
/// <param name="Findings">By file and line.</param>
/// <param name="Repositories">The number of repositories.</param>
/// <param name="Files">The number of files read.</param>
/// <param name="Objects">The number of objects in them.</param>
public sealed record CheckReport(IReadOnlyList<Finding> Findings, int Repositories, int Files, int Objects)
{
    /// <summary>The number of findings with a severity.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);
}
