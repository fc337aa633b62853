namespace Argosy.Release.Publication;

/// <summary>A thing that a publication puts somewhere.</summary>
/// <param name="Target">The step: <c>images</c>, <c>mirrors</c>, <c>nuget</c> or <c>github</c>.</param>
/// <param name="Name">A file, an image or a mirror.</param>
/// <param name="Where">The place that gets it.</param>
/// <param name="State">What is there already.</param>
/// <param name="Bytes">Its size; null if it isn't a file.</param>
public sealed record PlanEntry(string Target, string Name, string Where, PlanState State, long? Bytes = null)
{
    /// <summary>More about the state; null for nothing.</summary>
    public string? Detail { get; init; }
}

/// <summary>What a target has of a thing.</summary>
public enum PlanState
{
    /// <summary>Nothing.</summary>
    New,

    /// <summary>The same.</summary>
    Present,

    /// <summary>An upload that didn't end; it is replaced.</summary>
    Unfinished,

    /// <summary>Something else, which isn't public yet; it is replaced.</summary>
    Replaced,

    /// <summary>Something else, which is public; nothing is published.</summary>
    Conflict,

    /// <summary>The target doesn't say.</summary>
    Unknown,
}
