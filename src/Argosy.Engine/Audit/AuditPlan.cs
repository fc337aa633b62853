using Argosy.Engine.Graph;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Engine.Audit;

/// <summary>The tasks of a run to audit, and those to bring up to date before.</summary>
/// <param name="Before">The dependencies of the audited tasks, in topological order; some of these may be audited
/// themselves.</param>
/// <param name="Watched">In topological order.</param>
internal sealed record AuditPlan(IReadOnlyList<TaskNode> Before, IReadOnlyList<TaskNode> Watched)
{
    /// <summary>Audits the targets; for an aggregate, its parts. Error ARG0742 if none of them declares
    /// anything.</summary>
    /// <param name="nodes">The targets with all their dependencies, in topological order.</param>
    /// <param name="targets">Names.</param>
    public static AuditPlan Of(IReadOnlyList<TaskNode> nodes, IEnumerable<string> targets)
    {
        var watched = new HashSet<TaskNode>(ReferenceEqualityComparer.Instance);
        foreach (var target in targets)
            Choose(nodes.Single(n => n.Name.Equals(target, StringComparison.OrdinalIgnoreCase)), watched);
        if (watched.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0742", SourceLocation.CommandLine,
                $"--audit has nothing to hold {string.Join(", ", targets)} against: "
                    + "no inputs, values or tools are declared",
                "Declare some, or name a task that does."));
        }

        var before = watched.SelectMany(Above).ToHashSet<TaskNode>(ReferenceEqualityComparer.Instance);
        return new([.. nodes.Where(before.Contains)], [.. nodes.Where(watched.Contains)]);
    }

    /// <summary>All direct and indirect dependencies of a node.</summary>
    public static IReadOnlySet<TaskNode> Above(TaskNode node)
    {
        var found = new HashSet<TaskNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<TaskNode>(node.Dependencies);
        while (open.TryPop(out var next))
        {
            if (!found.Add(next)) continue;
            foreach (var before in next.Dependencies) open.Push(before);
        }

        return found;
    }

    private static void Choose(TaskNode node, HashSet<TaskNode> watched)
    {
        if (!node.IsComposite && node.Declaration.IsIncremental) watched.Add(node);
        if (!node.IsComposite) return;
        foreach (var part in node.Dependencies) Choose(part, watched);
    }
}
