using Argosy.Platforms.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Platforms.Tests;

public sealed class HarmlessTextTests
{
    [Theory]
    [InlineData("plain text, ünicode, 漢字, 👍 and\ttabs\nlines: a::b ## c [x]")]
    [InlineData("src/a.cs(1,2): error CS0001: std::string")]
    [InlineData("# a heading")]
    public void Ordinary_text_stays_as_it_is(string text) => HarmlessText.Of(text).ShouldBe(text);

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m\u001b[K", "red")]
    [InlineData("\u001b]0;title\u0007", "␛]0;title␇")]
    [InlineData("\u001b[2J", "␛[2J")]
    [InlineData("\u001b]52;c;ZWNobw==\u0007", "␛]52;c;ZWNobw==␇")]
    [InlineData("\u001b\u001b[0m[2J", "␛[2J")]
    [InlineData("\u009b2J", "\\u009b2J")]
    [InlineData("a\0b\bc\u007f", "a␀b␈c␡")]
    [InlineData("10 %\r20 %\r\nend", "10 %\n20 %\nend")]
    [InlineData("safe\u202eevil\u2066", "safe\\u202eevil\\u2066")]
    [InlineData("\ufeff::error::x", "\\ufeff::error::x")]
    public void What_a_terminal_would_act_on_is_shown_as_signs(string text, string shown) =>
        HarmlessText.Of(text).ShouldBe(shown);

    // No attribute can contain it.
    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_sign_for_that() =>
        HarmlessText.Of("half \ud800 a pair").ShouldBe("half \ufffd a pair");

    [Theory]
    [InlineData("::error::x", ": :error::x")]
    [InlineData("  ::set-output name=x::1", "  : :set-output name=x::1")]
    [InlineData("a\n\u00a0::stop-commands::x", "a\n\u00a0: :stop-commands::x")]
    [InlineData("a\r::error::x", "a\n: :error::x")]
    [InlineData("\u001b[1m::error::x", ": :error::x")]
    [InlineData("##vso[task.setvariable variable=PATH]/evil", "# #vso[task.setvariable variable=PATH]/evil")]
    [InlineData("text ##VSO[task.complete]", "text # #VSO[task.complete]")]
    [InlineData("##[error]x", "# #[error]x")]
    [InlineData("###[error]x", "## #[error]x")]
    [InlineData("##\u001b[0mvso[x]", "# #vso[x]")]
    [InlineData("##teamcity[buildStop]", "# #teamcity[buildStop]")]
    public void What_a_CI_system_would_act_on_is_no_command_any_more(string text, string shown) =>
        HarmlessText.Of(text).ShouldBe(shown);

    [Fact]
    public void Nothing_is_left_in_any_text() => Prop.ForAll(Texts, text =>
    {
        var shown = HarmlessText.Of(text);
        var lines = shown.Split('\n');
        return shown.All(c => c is '\n' or '\t' || !char.IsControl(c))
            && lines.All(l => !l.TrimStart().StartsWith("::", StringComparison.Ordinal))
            && !shown.Contains("##[", StringComparison.Ordinal)
            && !shown.Contains("##vso[", StringComparison.OrdinalIgnoreCase)
            && HarmlessText.Of(shown) == shown && !HarmlessText.OfLine(text).Contains('\n');
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_command_that_is_written_in_pieces_is_none_either()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (var writer = new HarmlessWriter(output))
        {
            foreach (var piece in (string[])[":", ":error", "::x\r\n", "\u001b", "]0;t\u0007"]) writer.Write(piece);
            writer.WriteLine(" ::x");
            writer.Write("::end::");
        }

        output.ToString().ShouldBe(": :error::x\n␛]0;t␇ ::x\n: :end::");
    }

    private static Arbitrary<string> Texts { get; } = Gen.Elements(
        "::", ":", "#", "##", "[", "vso[", "]", "\u001b", "\u001b[0m", "\u001b[K",
        "\n", "\r", " ", "\u00a0", "\u2028", "\u0085", "\u009b", "x", "é", "\ud800", "\udc00")
        .ArrayOf().Select(string.Concat).ToArbitrary();
}
