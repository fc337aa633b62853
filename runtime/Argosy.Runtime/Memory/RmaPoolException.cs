using System.Diagnostics.CodeAnalysis;

namespace Argosy.Runtime;

/// <summary>A pool has no more memory, or a block was returned that it hadn't lent.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always carries its diagnosis.")]
public sealed class RmaPoolException : InvalidOperationException
{
    private RmaPoolException(string id, string message)
        : base($"{id} {message}") => Id = id;

    /// <summary>The stable id.</summary>
    public string Id { get; }

    internal static RmaPoolException Exhausted(int wanted, long taken, long limit) => new(
        "ARG0815",
        $"a pool has {taken} of the {limit} bytes that it may have, and {wanted} more were asked for. "
        + "Dispose of vectors and buffers that are no longer used, or raise the limit.");

    internal static RmaPoolException NotLent(int capacity) => new(
        "ARG0816",
        $"a block of {capacity} bytes was used or released after its last holder had released it. "
        + "Release each reference once.");
}
