using System.Globalization;

namespace Argosy.JobHealth.Dashboard;

/// <summary>Formats figures. A no-break space keeps a number and its unit together.</summary>
internal static class Figure
{
    /// <summary>The text for a missing figure.</summary>
    public const string None = "–";

    /// <summary><c>97.1 %</c>. Never 100 if something failed, nor 0 if something passed.</summary>
    public static string Percent(double share)
    {
        var tenths = Math.Round(Math.Clamp(share, 0, 1) * 1000, MidpointRounding.AwayFromZero);
        if (share < 1) tenths = Math.Min(tenths, 999);
        if (share > 0) tenths = Math.Max(tenths, 1);
        return tenths is 0 or 1000 ? Invariant($"{tenths / 10:0}\u00a0%") : Invariant($"{tenths / 10:0.0}\u00a0%");
    }

    /// <summary>The ends of an interval, in whole percents: <c>91–99 %</c>.</summary>
    public static string Percents(double low, double high) => Invariant($"{Whole(low)}–{Whole(high)}\u00a0%");

    /// <summary><c>48 s</c>, <c>12 min</c>, <c>1 h 02</c>.</summary>
    public static string Time(double seconds)
    {
        if (seconds < 59.5) return Invariant($"{Math.Round(seconds):0}\u00a0s");
        var minutes = Math.Round(seconds / 60);
        return minutes < 60
            ? Invariant($"{minutes:0}\u00a0min")
            : Invariant($"{Math.Floor(minutes / 60):0}\u00a0h\u00a0{minutes % 60:00}");
    }

    /// <summary><c>1.4×</c>.</summary>
    public static string Ratio(double ratio) => Invariant($"{ratio:0.0}×");

    /// <summary><c>12 345</c>.</summary>
    public static string Count(long count) =>
        count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary><c>1 job</c>, <c>2 jobs</c>.</summary>
    public static string Count(long count, string what) => $"{Count(count)}\u00a0{what}{(count == 1 ? "" : "s")}";

    /// <summary><c>2026-01-05</c>, in UTC.</summary>
    public static string Day(DateTimeOffset time) => Invariant($"{time.UtcDateTime:yyyy-MM-dd}");

    private static int Whole(double share) =>
        (int)Math.Round(Math.Clamp(share, 0, 1) * 100, MidpointRounding.AwayFromZero);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
