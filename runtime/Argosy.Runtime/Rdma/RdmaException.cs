using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>A failure of remote memory access: the operation, the cause, the remedy.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class RdmaException : IOException
{
    internal RdmaException(RdmaError code, string action, string detail, Exception? cause = null)
        : base(Compose(code, action, detail), cause)
    {
        Code = code;
        Detail = detail;
    }

    /// <summary>The stable id, <c>ARG0801</c> and up.</summary>
    public string Id => IdOf(Code);

    /// <summary>The kind of failure.</summary>
    public RdmaError Code { get; }

    /// <summary>The provider's or the loader's own message; may be empty.</summary>
    public string Detail { get; }

    /// <summary>The remedy for the user.</summary>
    public string Remedy => RemedyFor(Code);

    private static string IdOf(RdmaError code) => $"ARG{800 - (int)code:D4}";

    private static string Compose(RdmaError code, string action, string detail) =>
        detail.Length > 0
            ? $"{IdOf(code)} {action}: {detail}. {RemedyFor(code)}"
            : $"{IdOf(code)} {action}: {code}. {RemedyFor(code)}";

    private static string RemedyFor(RdmaError code) => code switch
    {
        RdmaError.Argument => "Correct the argument.",
        RdmaError.Closed => "Keep the object until its last operation has completed.",
        RdmaError.Memory => "Free memory, or raise the limit on locked memory (ulimit -l).",
        RdmaError.Library =>
            "Install libfabric (libfabric1), and set ARGOSY_RDMA_LIBRARY to libargosy_rdma.so if it lies elsewhere.",
        RdmaError.NoProvider =>
            "List what is there with argosy-rdma-selftest --list, and widen the scope or drop the preference.",
        RdmaError.Again => "Let the endpoint progress, then try again.",
        RdmaError.Timeout => "See whether the peer still runs and lets its endpoint progress.",
        RdmaError.TooSmall => "Pass a larger buffer.",
        RdmaError.Range => "Keep the slice within its memory.",
        RdmaError.Access => "Check that the peer registered the memory with this right, and hasn't disposed of it.",
        RdmaError.Cancelled => "Start the operation again if it is still wanted.",
        RdmaError.Truncated => "Post receives as long as the longest message.",
        RdmaError.Unreachable => "See whether the peer still runs and its address is reachable from here.",
        _ => "The detail is the provider's own; FI_LOG_LEVEL=warn makes it say more.",
    };
}
