using System.Text;
using Argosy.Images.Layers;

namespace Argosy.Images.Tests.Layers;

public sealed class TarHeaderTests
{
    private const UnixFileMode Mode = (UnixFileMode)0b110_100_100;

    [Fact]
    public void A_header_has_these_bytes()
    {
        var file = new FileEntry("etc/passwd", Mode, 0, 42, new MemoryContent([]));
        var expected = new byte[512];
        void At(int offset, string text) => Encoding.ASCII.GetBytes(text, expected.AsSpan(offset));
        At(0, "etc/passwd");
        At(100, "0000644\0" + "0000000\0" + "0000052\0" + "00000000017\0" + "14524771000\0" + "010010\0 " + "0");
        At(257, "ustar\0" + "00");
        TarHeader.Encode(file, '0', null, 15, 1700000256).ShouldBe(expected);
    }

    [Fact]
    public void What_does_not_fit_stands_in_pax_records_before_it()
    {
        var path = new string('d', 60) + "/" + new string('f', 60);
        var blocks = TarHeader.Encode(new FileEntry(path, Mode, 3_000_000, 0, new MemoryContent([])), '0', null, 0, 0);
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
        var blocks = TarHeader.Encode(new FolderEntry(name, Mode, 0, 0), '5', null, 0, 0);
        var record = Encoding.UTF8.GetString(blocks, 512, blocks.Length - 1024).TrimEnd('\0');
        record.ShouldEndWith($" path={name}/\n");
        Encoding.UTF8.GetByteCount(record).ToString().ShouldBe(record[..record.IndexOf(' ', StringComparison.Ordinal)]);
    }
}
