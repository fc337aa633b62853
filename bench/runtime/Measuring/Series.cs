namespace Argosy.Bench.Runtime.Measuring;

/// <summary>All turns of one contender.</summary>
internal sealed class Series(string name, IReadOnlyList<IReadOnlyDictionary<string, double>> turns)
{
    public string Name => name;

    /// <summary>The turns' figures of one subject; null if there are none.</summary>
    public Measurement? this[string key] => turns.Count > 0 && turns.All(t => t.ContainsKey(key))
        ? new(name, [.. turns.Select(t => t[key])])
        : null;

    /// <summary>The median for each of some sizes, without sizes that have no figure.</summary>
    public IReadOnlyList<(double X, double Y)> Over(IEnumerable<int> sizes) =>
        [.. sizes.Where(s => this[$"{s}"] is not null).Select(s => ((double)s, this[$"{s}"]!.Median))];
}
