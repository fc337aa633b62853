using Argosy.Zuul.Model;
using Argosy.Zuul.Schema;

namespace Argosy.Zuul.Freezing;

/// <summary>Merges attributes of a later variant into those of an earlier one by Zuul's rules. Values keep their
/// locations, so that the result shows the origin of each part.</summary>
internal static class AttributeMerge
{
    private static readonly Dictionary<string, MergeRule> s_rules =
        ZuulSchema.Job.ToDictionary(a => a.Key, a => a.Merge);

    /// <summary>What belongs to one variant, and isn't handed on.</summary>
    private static readonly HashSet<string> s_ofVariant =
        [.. ZuulSchema.Job.Where(a => a.IsOfVariant).Select(a => a.Key), "name"];

    /// <summary>Whether a job has this attribute once its variants are merged.</summary>
    public static bool IsKept(string attribute) => !s_ofVariant.Contains(attribute);

    /// <summary>An attribute's name in the result: Zuul has two for semaphores.</summary>
    public static string NameOf(string attribute) => attribute == "semaphore" ? "semaphores" : attribute;

    /// <summary>The merged value.</summary>
    /// <param name="attribute">Its name in the result.</param>
    /// <param name="earlier">What parents and earlier variants said; null for nothing.</param>
    /// <param name="later">What this variant says.</param>
    public static Node Merge(string attribute, Node? earlier, Node later) => earlier is null
        ? later
        : RuleOf(attribute, later.Control) switch
        {
            MergeRule.Deep => Deep(earlier, later),
            MergeRule.Union => Union(earlier, later),
            MergeRule.Intersection => Intersection(earlier, later),
            MergeRule.Append => Append(earlier, later),
            MergeRule.Prepend => Append(later, earlier),
            _ => later,
        };

    // Matchers of files and dependencies replace what parents say, unless they are tagged.
    private static MergeRule RuleOf(string attribute, MergeControl control) =>
        (control, s_rules.GetValueOrDefault(attribute)) switch
        {
            (MergeControl.Override, _) => MergeRule.Replace,
            (MergeControl.Inherit, MergeRule.Replace) => MergeRule.Union,
            (_, var rule) => rule,
        };

    // Maps are merged, all other values replaced.
    private static Node Deep(Node earlier, Node later)
    {
        if (earlier is not MapNode old || later is not MapNode young) return later;
        var entries = old.Entries.Select(e => young.Find(e.Key.Value) is { } over ? (e.Key, Deep(e.Value, over)) : e)
            .Concat(young.Entries.Where(e => old.Find(e.Key.Value) is null)).ToList();
        return new MapNode(later.Place, 1 + entries.Sum(e => 1 + e.Item2.Weight), entries);
    }

    // An item of the same name is replaced in its position.
    private static ListNode Union(Node earlier, Node later)
    {
        var over = later.AsMany.GroupBy(NameOf).ToDictionary(g => g.Key, g => g.Last());
        var kept = earlier.AsMany.Select(i => over.Remove(NameOf(i), out var item) ? item : i).ToList();
        return List(later, [.. kept, .. later.AsMany.Where(i => over.Remove(NameOf(i)))]);
    }

    private static ListNode Intersection(Node earlier, Node later)
    {
        var both = later.AsMany.Select(NameOf).ToHashSet();
        return List(later, [.. earlier.AsMany.Where(i => both.Contains(NameOf(i)))]);
    }

    private static ListNode Append(Node earlier, Node later) => List(later, [.. earlier.AsMany, .. later.AsMany]);

    private static ListNode List(Node place, IReadOnlyList<Node> items) =>
        new(place.Place, 1 + items.Sum(i => i.Weight), items);

    private static string NameOf(Node item) => item switch
    {
        TextNode text => text.Value,
        MapNode map => (map.Text("name") ?? map.Text("zuul") ?? map.Text("galaxy"))?.Value ?? FlowText.Of(map),
        _ => FlowText.Of(item),
    };
}
