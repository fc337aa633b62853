namespace Argosy.Bench.Engine.Measuring;

/// <summary>The durations of several runs of one command.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="Seconds">Wall-clock time, in the order of the runs.</param>
/// <param name="Processor">Processor time of all its processes, which a busy machine changes far less than wall-clock
/// time. Empty if it wasn't measured.</param>
internal sealed record Measurement(string Name, IReadOnlyList<double> Seconds, IReadOnlyList<double> Processor)
{
    public double Median => MedianOf(Seconds);

    public double Least => Seconds.Min();

    public double? MedianProcessor => Processor.Count == 0 ? null : MedianOf(Processor);

    /// <summary>Each run minus another command's run in the same round.</summary>
    public Measurement Less(Measurement other, string name) => new(name,
        [.. Seconds.Zip(other.Seconds, (own, less) => own - less)],
        [.. Processor.Zip(other.Processor, (own, less) => own - less)]);

    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
