namespace Cake.Argosy.Module.Incremental;

/// <summary>What a task that has ended hands to those after it.</summary>
/// <param name="Result">What it gave, as a text that is equal for equal results: the digest of what it made; where it
/// makes no files, its key; null where it has neither.</param>
/// <param name="Unpinned">Something that it was made from isn't pinned by a lock.</param>
internal sealed record TaskState(string? Result, bool Unpinned)
{
    /// <summary>What a full run would give can't be told without running the task: what comes after it is not kept.</summary>
    public bool IsUnknown { get; init; }
}
