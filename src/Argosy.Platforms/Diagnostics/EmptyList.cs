namespace Argosy.Platforms.Diagnostics;

/// <summary>The error for an empty list that needs an item.</summary>
public static class EmptyList
{
    /// <summary>Error ARG0104.</summary>
    public static ArgosyException At(SourceLocation place) =>
        new(new Diagnostic("ARG0104", place, "the list is empty", "Name at least one."));
}
