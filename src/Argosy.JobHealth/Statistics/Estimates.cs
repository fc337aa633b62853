namespace Argosy.JobHealth.Statistics;

/// <summary>The statistics of job health.</summary>
internal static class Estimates
{
    // The normal distribution's 97.5 % point: an interval of 95 %.
    private const double Z = 1.959963984540054;

    /// <summary>A share with its Wilson interval (1927), which is also valid for few builds and for shares near 0 and
    /// 1; null for no items.</summary>
    public static Rate? Rate(int hits, int of)
    {
        if (of == 0) return null;
        var share = (double)hits / of;
        var weight = 1 + (Z * Z / of);
        var centre = (share + (Z * Z / (2 * of))) / weight;
        var half = Z / weight * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of)));
        // Rounding must not put the value outside of its own interval.
        return new(share, Math.Clamp(centre - half, 0, share), Math.Clamp(centre + half, share, 1), of);
    }

    /// <summary>A percentile, interpolated between the two nearest ranks: Hyndman and Fan's seventh definition, as in
    /// NumPy and spreadsheets.</summary>
    /// <param name="sorted">Ascending; at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double share)
    {
        var rank = share * (sorted.Count - 1);
        var below = (int)Math.Floor(rank);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The percentiles of durations, in any order; null if there are none.</summary>
    public static DurationFigures? Durations(List<double> seconds)
    {
        if (seconds.Count == 0) return null;
        seconds.Sort();
        return new(Percentile(seconds, 0.5), Percentile(seconds, 0.75), Percentile(seconds, 0.95), seconds[^1]);
    }
}
