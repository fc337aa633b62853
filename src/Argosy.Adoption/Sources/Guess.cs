namespace Argosy.Adoption.Sources;

/// <summary>A value that was derived from a repository.</summary>
/// <param name="Value">The value.</param>
/// <param name="From">Where it comes from, such as <c>CMakeLists.txt:3</c>: the end of "guessed from".</param>
public sealed record Guess(string Value, string From)
{
    /// <summary>The comment above the value.</summary>
    public string Comment => $"guessed from {From}";
}
