using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Yaml.Tests;

public sealed class SourceDocumentTests
{
    private const int Depth = 16;

    [Fact]
    public void A_scalar_knows_where_it_lies()
    {
        const string text = "a: 1\nb:\n  - 'two'   # comment\n  - three four   # comment\n";
        var list = Root<SourceSequence>(((SourceMapping)Parse(text)!).Find("b"));
        list.Items.Select(i => text[i.Span.Start..i.Span.End]).ShouldBe(["'two'", "three four"]);
        list.Items.Select(i => (i.Line, i.Span.Column)).ShouldBe([(3, 4), (4, 4)]);
        list.Items.Cast<SourceScalar>().Select(s => (s.Value, s.IsPlain))
            .ShouldBe([("two", false), ("three four", true)]);
    }

    [Fact]
    public void Brackets_and_braces_are_part_of_what_they_hold()
    {
        const string text = "a: [1, {b: 2}]\n";
        var list = Root<SourceSequence>(((SourceMapping)Parse(text)!).Find("a"));
        text[list.Span.Start..list.Span.End].ShouldBe("[1, {b: 2}]");
        (list.IsFlow, Root<SourceMapping>(list.Items[1]).IsFlow).ShouldBe((true, true));
    }

    [Fact]
    public void Every_entry_is_there_duplicates_too() =>
        Root<SourceMapping>(Parse("a: 1\na: 2\n")).Entries.Select(e => ((SourceScalar)e.Value).Value)
            .ShouldBe(["1", "2"]);

    [Fact]
    public void Anchors_and_aliases_stay_as_they_are_written()
    {
        var list = Root<SourceSequence>(Parse("[&x !!str 1, *x]"));
        (list.Items[0].Anchor, list.Items[0].Tag).ShouldBe(("x", "tag:yaml.org,2002:str"));
        Root<SourceAlias>(list.Items[1]).Name.ShouldBe("x");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment\n")]
    public void An_empty_text_holds_nothing(string text) => SourceDocument.Parse(text, Depth).ShouldBe(new(null, null));

    [Fact]
    public void Only_the_first_document_is_read()
    {
        var document = SourceDocument.Parse("a\n---\nb\n", Depth);
        (((SourceScalar)document.Root!).Value, document.SecondDocument).ShouldBe(("a", 2));
    }

    [Theory]
    [InlineData("a: [\n", 2, null)]
    [InlineData("a: b: c\n", 1, null)]
    [InlineData("a:\n\tb: c\n", 1, 2)]
    public void What_is_no_YAML_is_an_error_with_its_line(string text, int line, int? tabLine)
    {
        var error = Should.Throw<YamlSyntaxException>(() => Parse(text));
        (error.Line, error.TabLine, error.IsTooDeep).ShouldBe((line, tabLine, false));
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        Parse(new string('[', Depth + 1) + new string(']', Depth + 1)).ShouldNotBeNull();
        Should.Throw<YamlSyntaxException>(() => Parse(new string('[', 100_000))).IsTooDeep.ShouldBeTrue();
    }

    [Fact]
    public void Whatever_the_text_reading_ends_with_a_tree_or_that_error() => Prop.ForAll<string>(text =>
    {
        try
        {
            SourceDocument.Parse(text ?? "", Depth);
        }
        catch (YamlSyntaxException e)
        {
            e.Line.ShouldBeGreaterThanOrEqualTo(0);
        }
    }).QuickCheckThrowOnFailure();

    private static SourceNode? Parse(string text) => SourceDocument.Parse(text, Depth).Root;

    private static T Root<T>(SourceNode? node) where T : SourceNode => node.ShouldBeOfType<T>();
}
