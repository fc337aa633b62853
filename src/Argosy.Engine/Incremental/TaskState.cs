namespace Argosy.Engine.Incremental;

/// <summary>A task's result for its successors.</summary>
/// <param name="Result">A text that is equal for equal results: the digest of its outputs; if it makes no files, its
/// key; null if it has neither.</param>
/// <param name="Unpinned">It was made from something that no lock pins.</param>
internal sealed record TaskState(string? Result, bool Unpinned)
{
    /// <summary>The result of a full run is unknown without running the task: successors' results are not
    /// kept.</summary>
    public bool IsUnknown { get; init; }
}
