using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Checking;

/// <summary>One definition of a job, or what a pipeline changes about it.</summary>
/// <param name="Name">The job's.</param>
/// <param name="Body">Its attributes.</param>
/// <param name="Place">Where its name stands.</param>
/// <param name="Source">The repository it stands in.</param>
/// <param name="ImpliedBranches">Branches it holds for by its file's pragma, exactly; empty for all.</param>
internal sealed record JobVariant(string Name, MapNode Body, SourceLocation Place, SourceRepository Source, IReadOnlyList<string> ImpliedBranches)
{
    /// <summary>Whether it begins a chain of parents: <c>parent: null</c>.</summary>
    public bool IsBase => Parent is { Meaning: ScalarMeaning.Nothing };

    /// <summary>Its parent as written; null where it leaves it to the tenant or to other variants.</summary>
    public TextNode? Parent => Body.Text("parent");

    /// <summary>Whether it holds for every branch.</summary>
    public bool IsForAllBranches => Body.Find("branches") is null && ImpliedBranches.Count == 0;
}
