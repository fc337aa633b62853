using Argosy.JobHealth.Dashboard.Drawing;
using Argosy.Site.Markup;

namespace Argosy.JobHealth.Tests.Dashboard;

public sealed class DrawingTests
{
    [Fact]
    public void A_week_without_builds_is_a_gap_and_a_week_alone_a_dot() =>
        RateOf(Weeks(10, null, 9, 5, 5)).ShouldBe("M0 0h0M4 5h0l2 19h2");

    [Fact]
    public void Below_a_half_the_line_stays_at_the_bottom() => RateOf(Weeks(5, 0)).ShouldBe("M0 24h0h2");

    [Fact]
    public void Those_who_hear_the_page_are_told_what_the_line_shows()
    {
        var drawing = MarkupWriter.Write(Trend.Draw(Weeks(10, null, 9)));
        drawing.ShouldContain("role=\"img\"");
        drawing.ShouldContain("<desc>2\u00a0weeks. Passed 90.0\u00a0% to 100\u00a0%, lately 90.0\u00a0%. "
            + "Median 15\u00a0min to 17\u00a0min, lately 15\u00a0min.</desc>");
    }

    [Fact]
    public void No_weeks_are_no_crash() =>
        MarkupWriter.Write(Trend.Draw([])).ShouldContain("No build has passed or failed.");

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(-7, 0.2, 12)]
    public void A_mark_stays_in_its_bar(double low, double value, double high) =>
        RateBar.Marks(new(value, low, high, 9)).Cast<Element>()
            .SelectMany(e => e.Attributes).Where(a => a.Name == "d")
            .SelectMany(a => a.Value!.Split('M', 'h', 'v', ' ').Where(n => n.Length > 0))
            .ShouldAllBe(n => double.Parse(n) >= 0 && double.Parse(n) <= RateBar.Width);

    private static string RateOf(IReadOnlyList<WeekOfBuilds> weeks) =>
        Trend.Lines(weeks).Cast<Element>().Single(e => e.Attributes.Contains(("class", "rate")))
            .Attributes.Single(a => a.Name == "d").Value!;

    // That many of ten builds passed, in as many tens of seconds within a quarter of an hour.
    private static IReadOnlyList<WeekOfBuilds> Weeks(params int?[] passed) =>
        [.. passed.Select((p, i) => new WeekOfBuilds(
            DateTimeOffset.UnixEpoch.AddDays(7 * i), p is null ? 0 : 10, p ?? 0,
            p > 0 ? 900 + ((p - 9) * 100) : null))];
}
