namespace Argosy.Pipelines;

/// <summary>What writing would do to a file.</summary>
/// <param name="Path">Relative to the project, with forward slashes.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Added">Lines that it gets.</param>
/// <param name="Removed">Lines that it loses.</param>
public sealed record GeneratedChange(string Path, ChangeKind Kind, int Added, int Removed);

/// <summary>What happens to a file.</summary>
public enum ChangeKind
{
    /// <summary>It isn't there yet.</summary>
    Create,

    /// <summary>It has another text.</summary>
    Change,

    /// <summary>Nothing makes it any more.</summary>
    Delete,
}
