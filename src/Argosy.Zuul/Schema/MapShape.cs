using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Schema;

/// <summary>A map with known attributes, and a shape for other keys if any name is allowed.</summary>
/// <param name="what">Its name in messages, such as "a job".</param>
/// <param name="attributes">Attributes with their shapes.</param>
/// <param name="required">The required attributes.</param>
/// <param name="others">The shape of any other key's value; null if there may be none.</param>
internal sealed class MapShape(
    string what, IReadOnlyDictionary<string, Shape> attributes, IReadOnlyList<string> required, Shape? others = null)
    : Shape
{
    /// <summary>What is to be said of attributes that only other versions of Zuul have, by their names.</summary>
    public IReadOnlyDictionary<string, (string Cause, string Remedy)> OfOtherVersions { get; init; } =
        new Dictionary<string, (string, string)>();

    /// <summary>Any map with values of a shape.</summary>
    public static MapShape Of(string what, Shape values) => new(what, new Dictionary<string, Shape>(), [], values);

    public override string Wanted => what;

    public override bool Fits(Node node) => node is MapNode;

    public override void Inside(Node node, List<Finding> findings)
    {
        var map = (MapNode)node;
        foreach (var (key, value) in map.Entries)
        {
            if (attributes.TryGetValue(key.Value, out var known)) known.Check(value, key.Value, findings);
            else if (OfOtherVersions.TryGetValue(key.Value, out var other))
                findings.Add(FindingKinds.s_otherVersion.Error(key.Place, other.Cause, other.Remedy));
            else if (others is not null) others.Check(value, Excerpt.Of(key.Value), findings);
            else findings.Add(Unknown(key));
        }

        foreach (var name in required)
        {
            if (map.Find(name) is null)
                findings.Add(FindingKinds.s_missingAttribute.Error(
                    map.Place, $"{what} lacks '{name}'", $"Add '{name}:'."));
        }
    }

    private Finding Unknown(TextNode key)
    {
        var near = Suggestion.TryNearest(Excerpt.Of(key.Value), attributes.Keys);
        return FindingKinds.s_unknownAttribute.Error(key.Place, $"{what} has no attribute '{Excerpt.Of(key.Value)}'",
            near is null ? "Remove it; Zuul refuses the whole file." : $"Did you mean '{near}'?");
    }
}
