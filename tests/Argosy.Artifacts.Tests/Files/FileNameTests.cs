using Argosy.Artifacts.Files;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Artifacts.Tests.Files;

public sealed class FileNameTests
{
    private static readonly Gen<byte[]> s_bytes =
        from parts in Gen.Elements<byte[]>(
            [0xE9], [0xC3, 0xA9], [0xF0, 0x9F, 0x92, 0x80], [0xED, 0xB2, 0x80], [0xC3], [0x80], [0xFF],
            "a"u8.ToArray(), "/"u8.ToArray()).ListOf()
        select parts.SelectMany(p => p).ToArray();

    [Fact]
    public void Any_bytes_become_a_text_and_come_back() => Prop.ForAll(s_bytes.ToArbitrary(), bytes =>
    {
        var name = FileName.Decode(bytes);
        var back = new byte[FileName.CountBytes(name)];
        FileName.GetBytes(name, back).ShouldBe(back.Length);
        back.ShouldBe(bytes);
        FileName.IsRaw(name).ShouldBe(!System.Text.Unicode.Utf8.IsValid(bytes));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stray_byte_is_shown_as_its_number() =>
        FileName.Shown(FileName.Decode([.. "caf"u8, 0xE9])).ShouldBe("caf\\xE9");

    [Theory]
    [InlineData("plain/ä/\U0001F480", "plain/ä/\U0001F480")]
    [InlineData("two\nlines\u001B[31m", "two\\x0Alines\\x1B[31m")]
    public void A_name_that_people_read_harms_no_terminal(string name, string shown) =>
        FileName.Shown(name).ShouldBe(shown);
}
