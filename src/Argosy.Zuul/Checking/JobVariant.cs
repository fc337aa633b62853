using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>One definition of a job, or a pipeline's changes to it.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Body">Its attributes.</param>
/// <param name="Place">The location of its name.</param>
/// <param name="Source">The repository that contains it.</param>
/// <param name="ImpliedBranches">Branches from its file's pragma, matched exactly; empty for all.</param>
internal sealed record JobVariant(
    string Name, MapNode Body, SourceLocation Place, SourceRepository Source, IReadOnlyList<string> ImpliedBranches)
{
    /// <summary>Whether it starts a chain of parents: <c>parent: null</c>.</summary>
    public bool IsBase => Parent is { Meaning: ScalarMeaning.Nothing };

    /// <summary>Its parent as written; null if the tenant or other variants determine it.</summary>
    public TextNode? Parent => Body.Text("parent");

    /// <summary>The attributes that name playbooks.</summary>
    public static IReadOnlyList<string> Playbooks { get; } = ["pre-run", "run", "post-run", "cleanup-run"];

    /// <summary>Whether it has playbooks of its own, which its secrets are for.</summary>
    public bool HasPlaybooks =>
        Playbooks.Any(a => Body.Find(a) is { AsMany.Count: > 0 });

    /// <summary>Whether it applies to every branch.</summary>
    public bool IsForAllBranches => Body.Find("branches") is null && ImpliedBranches.Count == 0;
}
