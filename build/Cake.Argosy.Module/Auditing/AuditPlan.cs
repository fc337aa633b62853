using Argosy.Platforms.Diagnostics;
using Cake.Argosy.Module.Scheduling;

namespace Cake.Argosy.Module.Auditing;

/// <summary>Which tasks of a run are watched, and which have to be brought up to date before.</summary>
/// <param name="Before">What the watched ones depend on, in topological order; some of these may be watched themselves.
/// </param>
/// <param name="Watched">In topological order.</param>
internal sealed record AuditPlan(IReadOnlyList<TaskNode> Before, IReadOnlyList<TaskNode> Watched)
{
    /// <summary>Watches the targets; for one that only stands for others, those. Error ARG0742 where none of them
    /// declares anything.</summary>
    /// <param name="nodes">The targets with all they depend on, in topological order.</param>
    /// <param name="targets">Names.</param>
    public static AuditPlan Of(IReadOnlyList<TaskNode> nodes, IEnumerable<string> targets)
    {
        var watched = new HashSet<TaskNode>(ReferenceEqualityComparer.Instance);
        foreach (var target in targets)
            Choose(nodes.Single(n => n.Name.Equals(target, StringComparison.OrdinalIgnoreCase)), watched);
        if (watched.Count == 0)
        {
            throw new ArgosyException(new Diagnostic("ARG0742", SourceLocation.CommandLine,
                $"--audit has nothing to hold {string.Join(", ", targets)} against: no inputs, values or tools are declared",
                "Declare some, or name a task that does."));
        }

        var before = watched.SelectMany(Above).ToHashSet<TaskNode>(ReferenceEqualityComparer.Instance);
        return new([.. nodes.Where(before.Contains)], [.. nodes.Where(watched.Contains)]);
    }

    /// <summary>Everything that a node depends on, over others too.</summary>
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
