using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>What kind of trouble a registry made.</summary>
internal enum FaultKind
{
    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>There is no connection to be had.</summary>
    Unreachable,

    /// <summary>A connection broke off.</summary>
    BrokenOff,

    /// <summary>It answered with an error of its own.</summary>
    Server,

    /// <summary>It wants other credentials, or none will do.</summary>
    Denied,

    /// <summary>Its answer isn't one that the protocol knows.</summary>
    Answer,

    /// <summary>What it sent isn't what it should be.</summary>
    Content,
}

/// <summary>A registry's trouble. It costs a task its shortcut and never its run.</summary>
internal sealed class RegistryFault(FaultKind kind, Diagnostic diagnostic, Exception? cause = null)
    : Exception(diagnostic.ToString(), cause)
{
    public FaultKind Kind { get; } = kind;

    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>Whether a second attempt may do better.</summary>
    public bool MayPass => Kind is FaultKind.Server or FaultKind.BrokenOff;
}
