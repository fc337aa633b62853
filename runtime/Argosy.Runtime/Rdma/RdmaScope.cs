namespace Argosy.Runtime;

/// <summary>Which peers must be reachable.</summary>
public enum RdmaScope
{
    /// <summary>Other machines preferred; only this one is sufficient.</summary>
    Any = 0,

    /// <summary>Processes of this machine, through shared memory or the loopback interface.</summary>
    Host = 1,

    /// <summary>Other machines, or an error.</summary>
    Network = 2,
}

/// <summary>Peers' access to a memory.</summary>
[Flags]
public enum RemoteAccess
{
    /// <summary>None: a buffer for local operations.</summary>
    None = 0,

    /// <summary>Read it.</summary>
    Read = 1,

    /// <summary>Write it.</summary>
    Write = 2,
}
