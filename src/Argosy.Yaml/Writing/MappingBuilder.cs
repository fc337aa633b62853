using System.Globalization;

namespace Argosy.Yaml.Writing;

/// <summary>Builds a mapping key by key; absent or empty values add no key.</summary>
public sealed class MappingBuilder
{
    private readonly List<Entry> _entries = [];

    /// <summary>A string; null adds no key.</summary>
    public MappingBuilder Text(string key, string? value) =>
        value is null ? this : Add(key, new Scalar(value));

    /// <summary>Sentences, which may be folded; null adds no key.</summary>
    public MappingBuilder Prose(string key, string? value) =>
        string.IsNullOrEmpty(value) ? this : Add(key, new Scalar(value, ScalarKind.Prose));

    /// <summary>A whole number; null adds no key.</summary>
    public MappingBuilder Number(string key, int? value) =>
        value is { } n ? Add(key, new Scalar(n.ToString(CultureInfo.InvariantCulture), ScalarKind.Literal)) : this;

    /// <summary>A boolean; null adds no key.</summary>
    public MappingBuilder Flag(string key, bool? value) =>
        value is { } b ? Add(key, new Scalar(b ? "true" : "false", ScalarKind.Literal)) : this;

    /// <summary>A list of strings; an empty one adds no key.</summary>
    public MappingBuilder Texts(string key, IReadOnlyList<string> values) =>
        values.Count == 0 ? this : Add(key, Sequence.Of(values));

    /// <summary>Any value; null adds no key.</summary>
    public MappingBuilder Tree(string key, YamlTree? value) => value is null ? this : Add(key, value);

    /// <summary>Entries as they are.</summary>
    public MappingBuilder Entries(IEnumerable<Entry> entries)
    {
        _entries.AddRange(entries);
        return this;
    }

    /// <summary>Sorts the keys into this order; other keys come last, in the order of addition.</summary>
    public MappingBuilder Sorted(IReadOnlyList<string> order)
    {
        var places = order.Index().ToDictionary(o => o.Item, o => o.Index);
        var sorted = _entries.OrderBy(e => places.GetValueOrDefault(e.Key, order.Count)).ToList();
        _entries.Clear();
        _entries.AddRange(sorted);
        return this;
    }

    /// <summary>The mapping built so far.</summary>
    public Mapping Build() => new([.. _entries]);

    private MappingBuilder Add(string key, YamlTree value)
    {
        _entries.Add(new(key, value));
        return this;
    }
}
