using Argosy.JobHealth.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.JobHealth.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void An_interval_holds_its_value_and_stays_within_0_and_1() => Prop.ForAll(
        (from of in Gen.Choose(1, 5000) from hits in Gen.Choose(0, of) select (hits, of)).ToArbitrary(),
        sample =>
        {
            var rate = Estimates.Rate(sample.hits, sample.of)!;
            return 0 <= rate.Low && rate.Low <= rate.Value && rate.Value <= rate.High && rate.High <= 1
                && rate.Of == sample.of;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_builds_make_it_narrower() => Prop.ForAll(
        (from of in Gen.Choose(1, 500) from hits in Gen.Choose(0, of) select (hits, of)).ToArbitrary(),
        sample =>
        {
            var (few, many) =
                (Estimates.Rate(sample.hits, sample.of)!, Estimates.Rate(sample.hits * 4, sample.of * 4)!);
            return many.High - many.Low < few.High - few.Low;
        }).QuickCheckThrowOnFailure();

    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void An_interval_is_what_the_literature_has(int hits, int of, double low, double high)
    {
        var rate = Estimates.Rate(hits, of)!;
        rate.Low.ShouldBe(low, 0.00006);
        rate.High.ShouldBe(high, 0.00006);
    }

    [Fact]
    public void Of_nothing_there_is_none() => Estimates.Rate(0, 0).ShouldBeNull();

    [Fact]
    public void Percentiles_grow_and_stay_among_the_values() => Prop.ForAll(Durations(), seconds =>
    {
        var figures = Estimates.Durations([.. seconds])!;
        return seconds.Min() <= figures.P50 && figures.P50 <= figures.P75 && figures.P75 <= figures.P95
            && figures.P95 <= figures.Longest && figures.Longest == seconds.Max();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_durations_does_not_matter() => Prop.ForAll(Durations(), seconds =>
        Estimates.Durations([.. seconds]) == Estimates.Durations([.. seconds.Reverse()])).QuickCheckThrowOnFailure();

    // The results of numpy.percentile.
    [Fact]
    public void Percentiles_are_interpolated()
    {
        var figures = Estimates.Durations([10, 20, 30, 40])!;
        (figures.P50, figures.P75, figures.P95).ShouldBe((25, 32.5, 38.5));
    }

    private static Arbitrary<double[]> Durations() =>
        Gen.NonEmptyListOf(Gen.Choose(0, 20_000).Select(n => n / 2.0)).Select(l => l.ToArray()).ToArbitrary();
}
