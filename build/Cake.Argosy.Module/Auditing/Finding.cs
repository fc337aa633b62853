namespace Cake.Argosy.Module.Auditing;

/// <summary>What is wrong with a declaration; from <see cref="UnopenedInput"/> on, only worth knowing.</summary>
internal enum FindingKind
{
    /// <summary>A file of the project was read that is neither an input nor made by a task before this one.</summary>
    UndeclaredInput,

    /// <summary>Something in the project was changed that is no output.</summary>
    Stray,

    /// <summary>The task started a program that it doesn't name as a tool.</summary>
    UndeclaredTool,

    /// <summary>An output isn't there.</summary>
    MissingOutput,

    /// <summary>An input was never opened.</summary>
    UnopenedInput,

    /// <summary>A file was used that belongs neither to the project nor to the system.</summary>
    Outside,
}

/// <summary>One thing that a task's declaration doesn't say, or says wrongly.</summary>
/// <param name="Kind">What.</param>
/// <param name="Path">Relative to the project, absolute outside of it; a tool's name.</param>
/// <param name="What">What was done: <c>read</c>, <c>written</c>, <c>removed</c> …</param>
/// <param name="By">The program; empty where nobody did anything.</param>
/// <param name="Declare">The call to add to the declaration, or to take out of it; null where none would mend it.</param>
internal sealed record Finding(FindingKind Kind, string Path, string What, string By, string? Declare)
{
    /// <summary>No error, only worth knowing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHint => Kind >= FindingKind.UnopenedInput;
}
