namespace Argosy.Bench.Runtime.Measuring;

/// <summary>The values of several turns of one contender.</summary>
/// <param name="Name">The contender's name.</param>
/// <param name="Values">In the order of the turns.</param>
internal sealed record Measurement(string Name, IReadOnlyList<double> Values)
{
    public double Median => MedianOf(Values);

    /// <summary>The median of the turns' ratios to another measurement's.</summary>
    public double RatioTo(Measurement other) => MedianOf(Values.Zip(other.Values, (own, peer) => own / peer));

    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
