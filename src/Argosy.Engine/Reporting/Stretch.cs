namespace Argosy.Engine.Reporting;

/// <summary>An interval of a run's time, from its start.</summary>
internal readonly record struct Stretch(TimeSpan Begin, TimeSpan End)
{
    /// <summary>The total time that the intervals cover; overlaps count once.</summary>
    public static TimeSpan Covered(IEnumerable<Stretch> stretches)
    {
        var covered = TimeSpan.Zero;
        var end = TimeSpan.Zero;
        foreach (var stretch in stretches.OrderBy(s => s.Begin))
        {
            if (stretch.End <= end) continue;
            covered += stretch.End - (stretch.Begin > end ? stretch.Begin : end);
            end = stretch.End;
        }

        return covered;
    }
}
