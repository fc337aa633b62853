namespace Argosy.Packages.Proof;

/// <summary>What a proof came to.</summary>
public enum ProofOutcome
{
    /// <summary>It installs and works.</summary>
    Passed,

    /// <summary>It doesn't.</summary>
    Failed,

    /// <summary>The emulator crashed, hung or isn't there: nothing was learnt about the artifact.</summary>
    Inconclusive,
}
