namespace Argosy.Engine.Audit;

/// <summary>A fault of a declaration; from <see cref="UnopenedInput"/> on, only a hint.</summary>
internal enum FindingKind
{
    /// <summary>A file of the project was read that is neither an input nor a predecessor's output.</summary>
    UndeclaredInput,

    /// <summary>A file in the project was changed that is no output.</summary>
    Stray,

    /// <summary>The task started a program that it doesn't name as a tool.</summary>
    UndeclaredTool,

    /// <summary>An output is missing.</summary>
    MissingOutput,

    /// <summary>An input was never opened.</summary>
    UnopenedInput,

    /// <summary>A file was used that belongs neither to the project nor to the system.</summary>
    Outside,
}

/// <summary>A missing or wrong part of a task's declaration.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Path">Relative to the project, absolute outside of it; a tool's name.</param>
/// <param name="What">The access: <c>read</c>, <c>written</c>, <c>removed</c> …</param>
/// <param name="By">The program; empty if there was no access.</param>
/// <param name="Declare">The call to add to the declaration, or to remove from it; null if none would fix it.</param>
internal sealed record Finding(FindingKind Kind, string Path, string What, string By, string? Declare)
{
    /// <summary>Only a hint, no error.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHint => Kind >= FindingKind.UnopenedInput;
}
