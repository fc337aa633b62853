namespace Argosy.Runtime.Tests;

public sealed class GrowthTests
{
    [Fact]
    public void What_grows_in_every_round_is_a_leak() =>
        Should.Throw<ShouldAssertException>(
            () => Growth.ShouldStop("bytes", [1000, 1300, 1700, 2000, 2300, 2600], 200));

    [Theory]
    [InlineData(1000, 900_000, 900_000, 901_000, 900_500)] // a late start
    [InlineData(1000, 2000, 3000, 4000, 4000)]
    [InlineData(5000, 4000, 6000, 8000, 9000)]
    public void What_stops_growing_is_none(params int[] afterEach) => Growth.ShouldStop("bytes", [.. afterEach], 0);
}
