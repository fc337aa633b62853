using Argosy.Platforms;

namespace Argosy.Images.Proof;

/// <summary>What a proof came to.</summary>
public enum ProofOutcome
{
    /// <summary>It ran and ended well.</summary>
    Passed,

    /// <summary>It ran and did not, or can't run at all: the image is at fault.</summary>
    Failed,

    /// <summary>The machine or its emulator is at fault, so that nothing is known of the image.</summary>
    Inconclusive,
}

/// <summary>A proof's end.</summary>
/// <param name="Architecture">Whose image; null for the layout as a whole.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Why, with the last lines of what was said; empty where it passed.</param>
public sealed record ImageProofResult(Architecture? Architecture, ProofOutcome Outcome, string Reason = "");
