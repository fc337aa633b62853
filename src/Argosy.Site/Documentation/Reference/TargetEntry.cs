namespace Argosy.Site.Documentation.Reference;

/// <summary>A target of a build, for the reference.</summary>
/// <param name="Name">Its name, or the prefix of its cells' names.</param>
/// <param name="Description">One line.</param>
/// <param name="Aggregates">The names of its aggregates; none for a task without cells.</param>
/// <param name="Cells">The names of its cells; none for a task without.</param>
/// <param name="Exists">Whether the project's model asks for it.</param>
/// <param name="IsOwn">Whether it is the project's own, and not one of any project.</param>
public sealed record TargetEntry(
    string Name, string Description, IReadOnlyList<string> Aggregates, IReadOnlyList<string> Cells, bool Exists,
    bool IsOwn);
