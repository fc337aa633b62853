namespace Argosy.Packages.Wheels;

/// <summary>How strictly a lock file is followed.</summary>
public enum LockPolicy
{
    /// <summary>Use the pinned version; if the mirror no longer has it, use the current version, with a
    /// message.</summary>
    Prefer,

    /// <summary>Use the pinned version or fail: <c>--locked</c>.</summary>
    Require,

    /// <summary>Use the current version of everything, to write a new lock.</summary>
    Renew,
}
