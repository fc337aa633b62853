using Argosy.Yaml.Editing;

namespace Argosy.Yaml.Tests;

public sealed class SourceEditTests
{
    [Theory]
    [InlineData("a: [1, 2]", "a:\n  - 1\n  - 2  # two\n")]
    [InlineData("{a: b, c: 'd'}", "a:   b\nc: \"d\"\n")]
    public void Two_layouts_of_one_content_have_one_form(string one, string other) => Form(one).ShouldBe(Form(other));

    [Theory]
    [InlineData("a: 1", "a: '1'")]
    [InlineData("a: !!str 1", "a: 1")]
    [InlineData("[a, b]", "['a,b']")]
    [InlineData("['\"', a]", "['\",\"a']")]
    [InlineData("[&x a, *x]", "[a, a]")]
    public void Two_contents_have_two_forms(string one, string other) => Form(one).ShouldNotBe(Form(other));

    [Fact]
    public void Edits_change_what_they_name_and_leave_the_rest()
    {
        const string text = "# kept\na: 1  # one\nb: [x,   y]\n";
        var root = (SourceMapping)Parse(text);
        Apply(text, root, Replace(root.Find("a")!, "2"), Replace(((SourceSequence)root.Find("b")!).Items[1], "z"))
            .ShouldBe("# kept\na: 2  # one\nb: [x,   z]\n");
    }

    [Fact]
    public void An_edit_that_would_mean_more_is_not_made()
    {
        const string text = "a: 1\n";
        var root = (SourceMapping)Parse(text);
        var value = root.Find("a")!;
        Apply(text, root, new SourceEdit([(value.Span.Start, 1, "2\nb: 3")], value, SourceForm.Of("2"))).ShouldBeNull();
        Apply(text, root, new SourceEdit([(value.Span.Start, 1, "[")], value, SourceForm.Of("["))).ShouldBeNull();
        Apply(text, root, new SourceEdit([(value.Span.Start, 1, "2")], value, SourceForm.Of("2"))).ShouldBe("a: 2\n");
    }

    private static SourceEdit Replace(SourceNode node, string text) =>
        new([(node.Span.Start, node.Span.End - node.Span.Start, text)], node, SourceForm.Of(text));

    private static string? Apply(string text, SourceNode root, params SourceEdit[] edits) =>
        SourceEdit.Apply(text, root, edits, 16);

    private static string Form(string text) => SourceForm.Of(Parse(text));

    private static SourceNode Parse(string text) => SourceDocument.Parse(text, 16).Root!;
}
