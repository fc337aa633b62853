namespace Argosy.Artifacts.Trust;

/// <summary>Which unsigned results of other users are accepted.</summary>
public enum TrustPolicy
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those with files only. One that claims proofs is rejected: the task proves again.</summary>
    Content,

    /// <summary>None.</summary>
    SignedOnly,
}
