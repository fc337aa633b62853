using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Freezing;

/// <summary>A job while its variants are merged.</summary>
/// <param name="Attributes">The attributes merged so far.</param>
internal sealed record MergedJob(IReadOnlyDictionary<string, Node> Attributes)
{
    /// <summary>Before any variant: the variables that the project gives all its jobs.</summary>
    public static MergedJob Of(MapNode? projectVariables) => new(projectVariables is null
        ? new Dictionary<string, Node>()
        : new Dictionary<string, Node> { ["vars"] = projectVariables });

    /// <summary>The same with a variant's attributes merged in.</summary>
    public MergedJob With(JobVariant variant)
    {
        var merged = new Dictionary<string, Node>(Attributes);
        foreach (var (key, value) in variant.Body.Entries)
        {
            if (!AttributeMerge.IsKept(key.Value)) continue;
            var name = AttributeMerge.NameOf(key.Value);
            merged[name] = AttributeMerge.Merge(name, merged.GetValueOrDefault(name), value);
        }

        return new(merged);
    }

    /// <summary>The values one by one, with their origins.</summary>
    public IReadOnlyList<FrozenValue> Flattened() =>
        [.. Attributes
            .OrderBy(a => a.Key, StringComparer.Ordinal)
            .SelectMany(a => Flatten(a.Key, a.Value, a.Key.EndsWith("vars", StringComparison.Ordinal)))];

    private static IEnumerable<FrozenValue> Flatten(string name, Node value, bool variables) => value switch
    {
        MapNode { Entries.Count: > 0 } map when variables =>
            map.Entries.SelectMany(e => Flatten($"{name}.{e.Key.Value}", e.Value, true)),
        ListNode { Items.Count: > 0 } list when !variables => list.Items.SelectMany(i => Flatten(name, i, false)),
        _ => [new(name, FlowText.Of(value), value.Place)],
    };
}
