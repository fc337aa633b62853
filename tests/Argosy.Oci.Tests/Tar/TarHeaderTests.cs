using System.Text;
using Argosy.Oci.Tar;

namespace Argosy.Oci.Tests.Tar;

public sealed class TarHeaderTests
{
    private const UnixFileMode Mode = (UnixFileMode)0b110_100_100;

    [Fact]
    public void A_header_has_these_bytes()
    {
        var file = new TarHeader('0', "etc/passwd", Mode) { Group = 42, Size = 15, Modified = 1700000256 };
        var expected = new byte[512];
        void At(int offset, string text) => Encoding.ASCII.GetBytes(text, expected.AsSpan(offset));
        At(0, "etc/passwd");
        At(100, "0000644\0" + "0000000\0" + "0000052\0" + "00000000017\0" + "14524771000\0" + "010010\0 " + "0");
        At(257, "ustar\0" + "00");
        file.ToPax().ShouldBe(expected);
        file.ToBlock().ShouldBe(expected);
    }

    [Fact]
    public void What_does_not_fit_is_in_pax_records_before_it()
    {
        var path = new string('d', 60) + "/" + new string('f', 60);
        var blocks = new TarHeader('0', path, Mode) { Owner = 3_000_000 }.ToPax();
        blocks.Length.ShouldBe(3 * 512);
        ((char)blocks[156]).ShouldBe('x');
        Encoding.ASCII.GetString(blocks, 512, 512).TrimEnd('\0').ShouldBe($"131 path={path}\n15 uid=3000000\n");
        ((char)blocks[1024 + 156]).ShouldBe('0');
    }

    [Theory]
    [InlineData(89)] // 98 bytes without the two digits of its length: 100, which has three
    [InlineData(90)]
    [InlineData(91)]
    [InlineData(989)]
    [InlineData(990)]
    public void A_pax_record_counts_its_own_length(int length)
    {
        var name = new string('ä', length);
        var blocks = new TarHeader('5', $"{name}/", Mode).ToPax();
        var record = Encoding.UTF8.GetString(blocks, 512, blocks.Length - 1024).TrimEnd('\0');
        record.ShouldEndWith($" path={name}/\n");
        Encoding.UTF8.GetByteCount(record).ToString().ShouldBe(record[..record.IndexOf(' ', StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_size_of_8_GiB_is_in_a_record_or_a_binary_number_in_the_one_block()
    {
        var file = new TarHeader('0', "large", Mode) { Size = 1L << 33 };
        var pax = file.ToPax();
        Encoding.ASCII.GetString(pax, 512, 512).TrimEnd('\0').ShouldBe("19 size=8589934592\n");
        Encoding.ASCII.GetString(pax, 1024 + 124, 12).ShouldBe("00000000000\0");
        file.ToBlock()[124..136].ShouldBe([0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
    }

    [Fact]
    public void What_does_not_fit_into_one_block_is_refused_there()
    {
        Should.Throw<ArgumentException>(() => new TarHeader('0', new string('d', 101), Mode).ToBlock());
        Should.Throw<ArgumentException>(() => new TarHeader('0', "ä", Mode).ToBlock());
        Should.Throw<ArgumentException>(() => new TarHeader('2', "a", Mode) { Link = new string('d', 101) }.ToBlock());
        Should.Throw<ArgumentException>(() => new TarHeader('0', "a", Mode) { Owner = 3_000_000 }.ToBlock());
    }
}
