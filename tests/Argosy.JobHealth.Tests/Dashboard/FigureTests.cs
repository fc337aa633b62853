using Argosy.JobHealth.Dashboard;

namespace Argosy.JobHealth.Tests.Dashboard;

public sealed class FigureTests
{
    [Theory]
    [InlineData(1, "100 %")]
    [InlineData(0.99999, "99.9 %")]
    [InlineData(0.971, "97.1 %")]
    [InlineData(0.00001, "0.1 %")]
    [InlineData(0, "0 %")]
    public void A_share_is_never_rounded_to_all_or_nothing(double share, string written) =>
        Figure.Percent(share).ShouldBe(written.Replace(' ', '\u00a0'));

    [Theory]
    [InlineData(48, "48 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(3570, "1 h 00")]
    [InlineData(3648, "1 h 01")]
    public void A_time_has_the_unit_that_is_read(double seconds, string written) =>
        Figure.Time(seconds).ShouldBe(written.Replace(' ', '\u00a0'));
}
