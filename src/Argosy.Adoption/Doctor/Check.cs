namespace Argosy.Adoption.Doctor;

/// <summary>The result of a check.</summary>
public enum CheckState
{
    /// <summary>The machine has it.</summary>
    Ok,

    /// <summary>A build works without it, but proves less, or it is made by the build itself.</summary>
    Warning,

    /// <summary>A build fails without it.</summary>
    Missing,
}

/// <summary>Something that a build needs of the machine.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State">Whether the machine has it.</param>
/// <param name="Why">Why it matters: a phrase.</param>
/// <param name="Remedy">The command or action that corrects it; null if it is there.</param>
public sealed record Check(string Name, CheckState State, string Why, string? Remedy)
{
    /// <summary>The Debian package, if it is one.</summary>
    public string? Package { get; init; }
}
