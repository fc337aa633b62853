namespace Argosy.Packages.Wheels;

/// <summary>How binding a lock file is.</summary>
public enum LockPolicy
{
    /// <summary>Take what it pins; where the mirror no longer has that, take the current version and say so.</summary>
    Prefer,

    /// <summary>Take what it pins or fail: <c>--locked</c>.</summary>
    Require,

    /// <summary>Take the current version of everything, to write a new lock from it.</summary>
    Renew,
}
