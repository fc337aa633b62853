using System.Globalization;

namespace Argosy.Pipelines.Emission;

/// <summary>Builds a mapping key by key; what is absent or empty leaves no key behind.</summary>
internal sealed class MappingBuilder
{
    private readonly List<Entry> _entries = [];

    public MappingBuilder Text(string key, string? value) =>
        value is null ? this : Add(key, new Scalar(value));

    public MappingBuilder Prose(string key, string? value) =>
        string.IsNullOrEmpty(value) ? this : Add(key, new Scalar(value, ScalarKind.Prose));

    public MappingBuilder Number(string key, int? value) =>
        value is { } n ? Add(key, new Scalar(n.ToString(CultureInfo.InvariantCulture), ScalarKind.Literal)) : this;

    public MappingBuilder Flag(string key, bool? value) =>
        value is { } b ? Add(key, new Scalar(b ? "true" : "false", ScalarKind.Literal)) : this;

    public MappingBuilder Texts(string key, IReadOnlyList<string> values) =>
        values.Count == 0 ? this : Add(key, Sequence.Of(values));

    public MappingBuilder Tree(string key, YamlTree? value) => value is null ? this : Add(key, value);

    public MappingBuilder Entries(IEnumerable<Entry> entries)
    {
        _entries.AddRange(entries);
        return this;
    }

    /// <summary>Puts the keys into this order; keys that it doesn't name come last, as they were added.</summary>
    public MappingBuilder Sorted(IReadOnlyList<string> order)
    {
        var places = order.Index().ToDictionary(o => o.Item, o => o.Index);
        var sorted = _entries.OrderBy(e => places.GetValueOrDefault(e.Key, order.Count)).ToList();
        _entries.Clear();
        _entries.AddRange(sorted);
        return this;
    }

    public Mapping Build() => new([.. _entries]);

    private MappingBuilder Add(string key, YamlTree value)
    {
        _entries.Add(new(key, value));
        return this;
    }
}
