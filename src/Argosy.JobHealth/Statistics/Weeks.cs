namespace Argosy.JobHealth.Statistics;

/// <summary>The weeks of a span: they begin on Mondays, 00:00 UTC.</summary>
/// <param name="First">The first week's Monday.</param>
/// <param name="Count">The number of weeks; at least one.</param>
internal readonly record struct Weeks(DateTimeOffset First, int Count)
{
    private const long Seconds = 7 * 24 * 3600;

    /// <summary>The weeks that a span touches.</summary>
    public static Weeks Of(DateTimeOffset from, DateTimeOffset until)
    {
        var first = MondayOf(from);
        return new(first, Math.Max(1, (int)((MondayOf(until) - first).Days / 7) + 1));
    }

    /// <summary>The week of a time; times outside of the span belong to the nearest week.</summary>
    public int IndexOf(long unixTime) =>
        (int)Math.Clamp(Math.Floor((double)(unixTime - First.ToUnixTimeSeconds()) / Seconds), 0, Count - 1);

    /// <summary>A week's Monday.</summary>
    public DateTimeOffset StartOf(int index) => First.AddDays(7 * index);

    private static DateTimeOffset MondayOf(DateTimeOffset time)
    {
        var day = new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
