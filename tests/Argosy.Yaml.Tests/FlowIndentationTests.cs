namespace Argosy.Yaml.Tests;

/// <summary>A line inside quotes or brackets may begin anywhere, and its nodes keep their places in the text.</summary>
public sealed class FlowIndentationTests
{
    [Theory]
    [InlineData("a:\n  b: \"x\ny\"\n  c: z\n", "x y")]
    [InlineData("a:\n  b: 'x\ny''s'\n  c: z\n", "x y's")]
    [InlineData("a:\n  b: \"x\\\ny\"\n  c: z\n", "xy")]
    public void A_quoted_text_folds(string text, string value)
    {
        var map = (SourceMapping)((SourceMapping)SourceDocument.Parse(text, 10).Root!).Find("a")!;
        map.FindText("b").ShouldBe(value);
        var after = map.Find("c")!;
        text[after.Span.Start..after.Span.End].ShouldBe("z");
        after.Span.ShouldBe(new(text.IndexOf('z', StringComparison.Ordinal), text.Length - 1, 4, 5));
    }

    [Fact]
    public void A_bracket_may_close_in_the_first_column()
    {
        var map = (SourceMapping)SourceDocument.Parse("a:\n  b: [\nx,\ny\n]\n  c: z\n", 10).Root!;
        var inner = (SourceMapping)map.Find("a")!;
        ((SourceSequence)inner.Find("b")!).Items.Cast<SourceScalar>().Select(s => s.Value).ShouldBe(["x", "y"]);
        inner.FindText("c").ShouldBe("z");
    }

    [Theory]
    [InlineData("a: \"x\n---\ny\"\n")]
    [InlineData("a: [x\n")]
    [InlineData("a: \"x\n")]
    public void What_is_broken_stays_broken(string text) =>
        Should.Throw<YamlSyntaxException>(() => SourceDocument.Parse(text, 10));
}
