using Argosy.Yaml.Writing;
using FsCheck;
using FsCheck.Fluent;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Argosy.Yaml.Tests;

public sealed class YamlWriterTests
{
    [Fact]
    public void Any_string_parses_back_equal_in_any_place() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(OddTexts.Any.ToArbitrary(), OddTexts.Any.ToArbitrary(), (key, value) =>
        {
            var tree = new Sequence([new(Mapping.Of(key, new Sequence(
            [
                new(new Scalar(value)), new(new Scalar(value, ScalarKind.Prose)),
                new(Mapping.Of("x", new Scalar(value)))
            ])))]);
            var map = (YamlMappingNode)((YamlSequenceNode)ParsedYaml.Root(YamlWriter.Write("# first", null, tree)))[0];
            var list = (YamlSequenceNode)map.Children[0].Value;
            return map.Children[0].Key.ToString() == key && list[0].ToString() == value && list[1].ToString() == value
                && ((YamlMappingNode)list[2]).Text("x") == value;
        }));

    [Theory]
    [InlineData("yes")]
    [InlineData("Off")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData("3.10")]
    [InlineData("12")]
    [InlineData("1e3")]
    [InlineData("0x1f")]
    [InlineData("1:30")]
    [InlineData("2021-02-19")]
    [InlineData(".5")]
    [InlineData("-1")]
    [InlineData("{{ zuul.project.src_dir }}")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("*a")]
    [InlineData("a ")]
    [InlineData(".inf")]
    [InlineData(".NaN")]
    [InlineData("@a")]
    [InlineData("08:00")]
    [InlineData("1.10")]
    public void What_yaml_would_misread_is_quoted(string text) =>
        ParsedYaml.Root(ScalarText.Of(text)).ShouldBeOfType<YamlScalarNode>().Style
            .ShouldBeOneOf(ScalarStyle.DoubleQuoted, ScalarStyle.SingleQuoted);

    [Theory]
    [InlineData("debian-bookworm-arm64")]
    [InlineData("./build.sh")]
    [InlineData("--target=Native")]
    [InlineData("playbooks/native.yaml")]
    [InlineData("./build.sh --target=Native --arch=$ARCH")]
    [InlineData(".native")]
    [InlineData("zuul@example")]
    [InlineData("Builds the wheels of a platform.")]
    public void What_is_plain_stays_plain(string text) => ScalarText.Of(text).ShouldBe(text);

    [Fact]
    public void Backslashes_are_easier_to_read_in_single_quotes() =>
        ScalarText.Of(@"^.*\.md$ isn't").ShouldBe(@"'^.*\.md$ isn''t'");

    [Theory]
    [InlineData("one\ntwo\n", "|\n  one\n  two\n")]
    [InlineData("one\n\n  two", "|-\n  one\n\n    two\n")]
    public void Lines_are_shown_as_a_block(string text, string block)
    {
        var yaml = YamlWriter.Write("# first", null, Mapping.Of("a", new Scalar(text)));
        yaml.ShouldEndWith("a: " + block);
        ((YamlMappingNode)ParsedYaml.Root(yaml)).Text("a").ShouldBe(text);
    }

    [Theory]
    [InlineData("\none\n")]
    [InlineData(" one\ntwo\n")]
    [InlineData("one \ntwo\n")]
    [InlineData("one\ntwo\n\n")]
    [InlineData("one\n\ttwo")]
    public void What_a_block_would_hide_is_quoted(string text) =>
        YamlWriter.Write("# first", null, Mapping.Of("a", new Scalar(text))).ShouldContain("a: \"");

    [Fact]
    public void A_comment_is_above_its_key() => YamlWriter.Write("# first", null, Mapping.Of("a", new Mapping(
            [new("b", new Scalar("x")), new("c", new Scalar("z"), "Why c.\nAnd how.")])))
        .ShouldEndWith("a:\n  b: x\n  # Why c.\n  # And how.\n  c: z\n");

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Should.Throw<ArgumentException>(() => ScalarText.Of("\ud800"));

    [Fact]
    public void Comments_blank_lines_and_folding_are_as_a_person_would_write_them()
    {
        var tree = new Sequence(
        [
            new(Mapping.Of("job", new MappingBuilder()
                .Text("name", "a").Text("parent", null)
                .Prose("description", string.Join(' ', Enumerable.Repeat("word", 24)))
                .Number("timeout", 60).Flag("voting", false).Texts("files", []).Build()), "Why it is there."),
            new(Mapping.Of("semaphore", new Mapping([]))),
        ], Spaced: true);
        YamlWriter.Write("# Generated", "About.", tree).ShouldBe(
            """
            # Generated
            # About.

            # Why it is there.
            - job:
                name: a
                description: >-
                  word word word word word word word word word word word word word word word word word word
                  word word word word word word
                timeout: 60
                voting: false

            - semaphore: {}

            """);
    }
}
