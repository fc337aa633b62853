namespace Argosy.Zuul.Schema;

/// <summary>An attribute that older versions of Zuul have.</summary>
/// <param name="Kind">The kind of object, or <c>project-pipeline</c>.</param>
/// <param name="Key">The attribute's name.</param>
/// <param name="Until">The first version without it.</param>
/// <param name="Remedy">What to write now: a sentence.</param>
public sealed record DroppedKey(string Kind, string Key, ZuulVersion Until, string Remedy)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DroppedKey> All { get; } =
    [
        new("pipeline", "merge-failure", new(7, 0), "Write 'merge-conflict'."),
        new("pipeline", "merge-failure-message", new(7, 0), "Write 'merge-conflict-message'."),
        new("project-pipeline", "queue", new(7, 0), "Write 'queue' in the project itself."),
        new("pipeline", "allow-secrets", new(5, 0), "Write 'post-review: true'."),
    ];
}
