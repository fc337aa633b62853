using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Cli.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("512B", 512L)]
    [InlineData("7B", 7L)]
    [InlineData("20GB", 20_000_000_000L)]
    [InlineData("20gb", 20_000_000_000L)]
    [InlineData("1.5 KiB", 1536L)]
    [InlineData("2TiB", 2L << 40)]
    [InlineData("512MiB", 512L << 20)]
    public void A_size_is_read_with_its_unit(string text, long bytes) =>
        ByteSize.TryParse(text).ShouldBe(new ByteSize(bytes));

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("-1")]
    [InlineData("1,5GB")]
    [InlineData("1e9")]
    [InlineData("20G B")]
    [InlineData("9999999999TB")]
    [InlineData("1PB")]
    public void Anything_else_is_no_size(string text) => ByteSize.TryParse(text).ShouldBeNull();

    [Fact]
    public void Reading_ends_with_a_value_or_null_whatever_the_text() => Prop.ForAll<NonNull<string>>(
        text => ByteSize.TryParse(text.Get) is null or { Bytes: >= 0 }
            && (Duration.TryParse(text.Get) is not { } time || time >= TimeSpan.Zero))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0L, "0 B")]
    [InlineData(999L, "999 B")]
    [InlineData(1_000L, "1.0 kB")]
    [InlineData(20_000_000_000L, "20.0 GB")]
    [InlineData(1_500_000_000_000L, "1.5 TB")]
    public void A_size_is_written_for_people(long bytes, string text) => new ByteSize(bytes).ToString().ShouldBe(text);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("1h", 3600)]
    [InlineData("2d", 172_800)]
    public void A_time_is_read_with_its_unit(string text, int seconds) =>
        Duration.TryParse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("10")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("2000000000d")]
    [InlineData("1w")]
    public void Anything_else_is_no_time(string text) => Duration.TryParse(text).ShouldBeNull();
}
