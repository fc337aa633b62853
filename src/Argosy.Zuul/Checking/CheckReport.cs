using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>What a check has found.</summary>
/// <param name="Findings">By file and line.</param>
/// <param name="Repositories">How many there were.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Objects">How many objects stand in them.</param>
public sealed record CheckReport(IReadOnlyList<Finding> Findings, int Repositories, int Files, int Objects)
{
    /// <summary>How many findings are of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);
}
