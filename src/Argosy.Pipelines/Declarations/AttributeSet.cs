using Argosy.Platforms.Yaml;
using Argosy.Yaml.Writing;

namespace Argosy.Pipelines.Declarations;

/// <summary>Attributes declared for one of Zuul's objects, before placeholders are replaced.</summary>
internal sealed record AttributeSet(IReadOnlyList<(Attribute Attribute, YamlNode Value)> All)
{
    /// <summary>No attributes.</summary>
    public static AttributeSet None { get; } = new([]);

    /// <summary>Reads the attributes of the map that the table has; the caller rejects the others. Error ARG0115 for a
    /// value of the wrong kind.</summary>
    public static AttributeSet Read(YamlMap map, IReadOnlyList<Attribute> table)
    {
        var found = new List<(Attribute, YamlNode)>();
        foreach (var attribute in table)
        {
            if (map.Find(attribute.Key) is not { } node) continue;
            attribute.Check(node);
            found.Add((attribute, node));
        }

        return new(found);
    }

    /// <summary>An attribute's value as written, or null.</summary>
    public YamlNode? Find(string key) => All.FirstOrDefault(a => a.Attribute.Key == key).Value;

    /// <summary>The entries of a file for one matrix cell.</summary>
    /// <param name="variation">The values of the placeholders.</param>
    /// <param name="jobs">The jobs that names refer to; only attributes of jobs name some.</param>
    public IReadOnlyList<Entry> For(MatrixCell variation, Func<YamlNode, YamlTree>? jobs = null) =>
        [.. All.Select(a => new Entry(a.Attribute.Key, a.Attribute.Shape == Shape.Jobs && jobs is not null
            ? jobs(a.Value)
            : Filled(a.Attribute, a.Value, variation)))];

    private static YamlTree Filled(Attribute attribute, YamlNode value, MatrixCell variation)
    {
        Func<YamlText, string> fill =
            ZuulAttributes.HasOtherPlaces(attribute.Key) ? variation.FillKnown : variation.Fill;
        return attribute.Shape switch
        {
            Shape.Number or Shape.Flag => new Scalar(value.AsText().Value, ScalarKind.Literal),
            Shape.TextOrNull when value is YamlText { Plain: true, Value: "null" } text =>
                new Scalar(text.Value, ScalarKind.Literal),
            Shape.Text or Shape.TextOrNull => new Scalar(fill(value.AsText()), ScalarKind.Prose),
            Shape.Items or Shape.Jobs or Shape.Maps or Shape.Names => ValueTree.Names(value, attribute, fill),
            _ => ValueTree.Of(value, fill),
        };
    }
}
