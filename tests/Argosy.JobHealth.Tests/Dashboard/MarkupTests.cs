using System.Xml.Linq;
using Argosy.Site.Markup;
using FsCheck;
using FsCheck.Fluent;
using static Argosy.Site.Markup.Tags;

namespace Argosy.JobHealth.Tests.Dashboard;

public sealed class MarkupTests
{
    [Fact]
    public void A_parser_reads_a_text_and_an_attribute_as_they_were() => Prop.ForAll<NonNull<string>>(text =>
    {
        var read = XElement.Parse(
            MarkupWriter.Write(Tag("b", [("title", text.Get)], text.Get)), LoadOptions.PreserveWhitespace);
        // XML can't express the rest, and turns a line's end in an attribute into a blank.
        var writable = string.Concat(text.Get.EnumerateRunes().Select(r =>
            (r.Value < 0x20 && r.Value is not ('\t' or '\n'))
                || r.Value is (>= 0x7f and < 0xa0) or 0xfffe or 0xffff ? "\ufffd" : r.ToString()));
        return read.Value == writable
            && read.Attribute("title")!.Value == writable.Replace('\n', ' ').Replace('\t', ' ');
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a<b>&\"'c", "a&lt;b&gt;&amp;&quot;&#39;c")]
    [InlineData("\0\u001b\u009f", "���")]
    [InlineData("é 💡", "é 💡")]
    public void Only_what_means_something_is_escaped(string text, string written) =>
        MarkupWriter.Write(text).ShouldBe(written);

    // Not inline data: the test runner itself would change it.
    [Fact]
    public void Half_a_character_is_replaced() => MarkupWriter.Write("a\ud800b").ShouldBe("a�b");

    [Fact]
    public void An_attribute_of_null_is_left_out() =>
        MarkupWriter.Write(Tag("details", [("open", null), ("class", "")]))
            .ShouldBe("<details class=\"\"></details>\n");
}
