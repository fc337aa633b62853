using System.Net;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Oci.Registry;

/// <summary>The kind of a registry's fault.</summary>
internal enum FaultKind
{
    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>No connection is possible.</summary>
    Unreachable,

    /// <summary>A connection was broken.</summary>
    BrokenOff,

    /// <summary>It responded with a server error.</summary>
    Server,

    /// <summary>It requires other credentials, or accepts none.</summary>
    Denied,

    /// <summary>Its response violates the protocol.</summary>
    Answer,

    /// <summary>The content is not the expected one.</summary>
    Content,
}

/// <summary>A registry's fault. A task then runs instead of using the cache; the transfer of an image fails.</summary>
internal sealed class RegistryFault(FaultKind kind, Diagnostic diagnostic, Exception? cause = null)
    : Exception(diagnostic.ToString(), cause)
{
    public FaultKind Kind { get; } = kind;

    public Diagnostic Diagnostic { get; } = diagnostic;

    /// <summary>The response's status; null if there was no response, or its status isn't the fault.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The wait that a busy registry asks for; null if it doesn't.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a second attempt may succeed.</summary>
    public bool MayPass => Kind is FaultKind.Server or FaultKind.BrokenOff;
}
