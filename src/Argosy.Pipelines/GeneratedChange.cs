namespace Argosy.Pipelines;

/// <summary>The change that writing would make to a file.</summary>
/// <param name="Path">Relative to the project, with forward slashes.</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="Added">The number of added lines.</param>
/// <param name="Removed">The number of removed lines.</param>
public sealed record GeneratedChange(string Path, ChangeKind Kind, int Added, int Removed);

/// <summary>The kind of a change to a file.</summary>
public enum ChangeKind
{
    /// <summary>It doesn't exist yet.</summary>
    Create,

    /// <summary>It has another text.</summary>
    Change,

    /// <summary>It is no longer generated.</summary>
    Delete,
}
