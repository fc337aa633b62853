namespace Argosy.Artifacts.Trust;

/// <summary>Which results of others are taken that no trusted key has signed.</summary>
public enum TrustPolicy
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those that only made files. One that claims proofs isn't taken: the task proves again.</summary>
    Content,

    /// <summary>None.</summary>
    SignedOnly,
}
