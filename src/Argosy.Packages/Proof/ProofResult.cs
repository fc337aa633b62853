using Argosy.Artifacts;

namespace Argosy.Packages.Proof;

/// <summary>What a proof came to, and what it said.</summary>
/// <param name="Outcome">Passed, failed or inconclusive.</param>
/// <param name="Detail">The last lines it said.</param>
public sealed record ProofResult(ProofOutcome Outcome, string Detail)
{
    /// <summary>The level an artifact has reached with this result: one that didn't pass keeps what its build checked.
    /// </summary>
    public ProofLevel Level => Outcome == ProofOutcome.Passed ? ProofLevel.Installs : ProofLevel.Fits;
}
