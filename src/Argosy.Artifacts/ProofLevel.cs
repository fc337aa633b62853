namespace Argosy.Artifacts;

/// <summary>The proof level of an artifact: each level includes those before it.</summary>
public enum ProofLevel
{
    /// <summary>Built only.</summary>
    Built,

    /// <summary>Machine and symbol versions fit the platform.</summary>
    Fits,

    /// <summary>Its platform's loader loads it and finds every dependency.</summary>
    Loads,

    /// <summary>Its smoke test passes, under emulation or on a native node.</summary>
    Runs,

    /// <summary>It installs from the mirror into a clean root of its platform, and runs there.</summary>
    Installs,
}
