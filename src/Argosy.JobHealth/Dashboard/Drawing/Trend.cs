using System.Text;
using Argosy.Site.Markup;

namespace Argosy.JobHealth.Dashboard.Drawing;

/// <summary>Two lines over the same weeks: the pass rate above, the median duration below.</summary>
/// <remarks>
/// Units of the drawing, all whole numbers since a page has thousands of lines; the page stretches the width.
/// <code>
///  y  0 ┌──────────┐ 100 %                          x: two a week
///    12 │┄┄┄┄┄┄┄┄┄┄│  75 %, the policy's threshold
///    24 └──────────┘  50 % and less
///    28 ┌──────────┐ the longest week's median
///    44 └──────────┘ half of it, and less
/// </code>
/// </remarks>
internal static class Trend
{
    public const int Height = TimeTop + TimeHeight;
    private const int Step = 2;
    private const int RateHeight = 24;
    private const int TimeTop = 28;
    private const int TimeHeight = 16;

    // The rate of many jobs together changes by tenths of a percent.
    private const int FineHeight = 96;

    /// <summary>The drawing with its description in words.</summary>
    public static Element Draw(IReadOnlyList<WeekOfBuilds> weeks) =>
        Svg(weeks, Height, Describe(weeks), [.. Lines(weeks)]);

    /// <summary>Only the upper half, on a finer scale.</summary>
    public static Element DrawRate(IReadOnlyList<WeekOfBuilds> weeks) =>
        Svg(weeks, FineHeight, DescribeRate(weeks), [Grid(weeks, FineHeight), RateLine(weeks, FineHeight)]);

    /// <summary>Only the marks, for a surrounding drawing.</summary>
    public static IEnumerable<MarkupNode> Lines(IReadOnlyList<WeekOfBuilds> weeks) =>
        [Grid(weeks, RateHeight), RateLine(weeks, RateHeight), TimeLine(weeks)];

    /// <summary>The drawing's width, in its own units.</summary>
    public static int Width(IReadOnlyList<WeekOfBuilds> weeks) => Math.Max(1, weeks.Count - 1) * Step;

    private static Element Svg(
        IReadOnlyList<WeekOfBuilds> weeks, int height, string description, IReadOnlyList<MarkupNode> marks) =>
        Tags.Tag("svg",
            [
                ("class", "trend"), ("viewBox", $"0 0 {Width(weeks)} {height}"), ("preserveAspectRatio", "none"),
                ("role", "img")
            ],
            [Tags.Tag("title", "By week"), Tags.Tag("desc", description), .. marks]);

    private static Element Grid(IReadOnlyList<WeekOfBuilds> weeks, int height) =>
        Tags.Tag("path", [("class", "grid"), ("d", $"M0 {height / 2}h{Width(weeks)}")]);

    private static Element RateLine(IReadOnlyList<WeekOfBuilds> weeks, int height) =>
        Tags.Tag("path", [("class", "rate"), ("d", Path(weeks.Select(Rate), rate => Down(rate, height)))]);

    private static Element TimeLine(IReadOnlyList<WeekOfBuilds> weeks)
    {
        var longest = weeks.Max(w => w.P50) is { } most and > 0 ? most : 1;
        return Tags.Tag("path",
            [("class", "time"), ("d", Path(weeks.Select(w => w.P50), s => TimeTop + Down(s / longest, TimeHeight)))]);
    }

    // From the top for 1 to the bottom for a half.
    private static int Down(double share, int height) => (int)Math.Round((1 - Math.Clamp(share, 0.5, 1)) * 2 * height);

    // Relative steps are the shortest. A line stops at weeks without a value; a single week is a dot.
    private static string Path(IEnumerable<double?> values, Func<double, int> y)
    {
        var path = new StringBuilder();
        int? before = null;
        foreach (var (week, value) in values.Index())
        {
            if (value is null)
            {
                before = null;
                continue;
            }

            var at = y(value.Value);
            if (before is { } last) path.Append(at == last ? $"h{Step}" : $"l{Step} {at - last}");
            else path.Append($"M{week * Step} {at}h0");
            before = at;
        }

        return path.ToString();
    }

    private static double? Rate(WeekOfBuilds week) =>
        week.Verdicts > 0 ? Math.Clamp((double)week.Passed / week.Verdicts, 0, 1) : null;

    private static string Describe(IReadOnlyList<WeekOfBuilds> weeks)
    {
        var times = weeks.Select(w => w.P50).OfType<double>().ToList();
        return times.Count == 0
            ? DescribeRate(weeks)
            : $"{DescribeRate(weeks)} Median {Figure.Time(times.Min())} to {Figure.Time(times.Max())}, "
                + $"lately {Figure.Time(times[^1])}.";
    }

    private static string DescribeRate(IReadOnlyList<WeekOfBuilds> weeks)
    {
        var rates = weeks.Select(Rate).OfType<double>().ToList();
        return rates.Count == 0
            ? "No build has passed or failed."
            : $"{Figure.Count(rates.Count, "week")}. Passed {Figure.Percent(rates.Min())} to "
                + $"{Figure.Percent(rates.Max())}, lately {Figure.Percent(rates[^1])}.";
    }
}
