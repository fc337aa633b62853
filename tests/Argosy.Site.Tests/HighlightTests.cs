using Argosy.Site.Documentation.Highlighting;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Site.Tests;

/// <summary>Code blocks are coloured without a change of their text.</summary>
public sealed class HighlightTests
{
    private static readonly string[] s_languages =
        ["sh", "yaml", "csharp", "json", "hcl", "toml", "dockerfile", "none"];

    [Theory]
    [InlineData("sh", "./build.sh --target=Test -k # all \"tests\"", "name ./build.sh|option --target|option -k|comment # all \"tests\"")]
    [InlineData("sh", "echo \"# $X\" a#b && if x", "name echo|string \"# $X\"|keyword if")]
    [InlineData("sh", "A=1 cmd", "")]
    [InlineData("yaml", "a: it's # c", "key a|comment # c")]
    [InlineData("yaml", "- {b: 'x: y', c: 3, d: true}", "key b|string 'x: y'|key c|number 3|key d|keyword true")]
    [InlineData("yaml", "t: |\n  # text\n  x: y\nu: v", "key t|string   # text\n  x: y|key u")]
    [InlineData("yaml", "url: http://a/b#c", "key url")]
    [InlineData("csharp", "var s = $\"a{b}\"; // new", "keyword var|string $\"a{b}\"|comment // new")]
    [InlineData("csharp", "#r \"x.dll\"\nc = '\"'; @\"a\"\"b\"", "keyword #r|string \"x.dll\"|string '\"'|string @\"a\"\"b\"")]
    [InlineData("json", "{\"a\": [\"b\", 1.5e3, null]}", "key \"a\"|string \"b\"|number 1.5e3|keyword null")]
    [InlineData("none", "a # b", "")]
    public void Words_have_their_kind(string language, string code, string words) =>
        string.Join('|', Highlighter.Divide(language, code)
            .Where(p => p.Kind is not null).Select(p => $"{p.Kind} {p.Text}")).ShouldBe(words);

    [Fact]
    public void The_pieces_are_the_code() => Prop.ForAll<NonNull<string>>(
        text => s_languages.All(l => string.Concat(Highlighter.Divide(l, text.Get).Select(p => p.Text)) == text.Get))
        .QuickCheckThrowOnFailure();
}
