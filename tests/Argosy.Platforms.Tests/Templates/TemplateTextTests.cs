using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Templates;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Tests.Templates;

public sealed class TemplateTextTests
{
    private static readonly Dictionary<string, string> s_values = new()
    {
        ["arch"] = "arm64",
        ["-arch"] = "-arm64",
        ["python.nodeset"] = "trixie",
        ["A_1"] = "{arch}",
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("lib/{arch}/{arch}", "lib/arm64/arm64")]
    [InlineData("a{-arch}{python.nodeset}", "a-arm64trixie")]
    [InlineData("{A_1}", "{arch}")]
    public void A_name_in_braces_is_replaced_once(string text, string filled) => Filled(text).ShouldBe(filled);

    [Theory]
    [InlineData(@"\{arch}", "{arch}")]
    [InlineData(@"\\{arch}", @"\{arch}")]
    [InlineData(@"{\{arch}", "{{arch}")]
    [InlineData(@"$\{unknown}", "${unknown}")]
    [InlineData(@"\{2,3\}", @"\{2,3\}")]
    public void A_backslash_before_a_placeholder_makes_it_text(string text, string filled) =>
        Filled(text).ShouldBe(filled);

    [Theory]
    [InlineData("{{ arch }} {{arch}} {% if arch %}")]
    [InlineData("${arch} $arch")]
    [InlineData(@"^[0-9a-f]{40}\p{Lu}{2,}\P{L}$")]
    [InlineData("{} {-} { arch} {arch {\"arch\": 1} {a,b} {1a}")]
    public void Braces_of_other_languages_are_text(string text)
    {
        Filled(text).ShouldBe(text);
        Of(text).Names.ShouldBeEmpty();
        Of(text).FillKnown(_ => "x").ShouldBe(text);
    }

    [Theory]
    [InlineData("x {arhc}", "X1 f.yaml:7: '{arhc}' is no placeholder here. Did you mean '{arch}'?")]
    [InlineData("{Arch}{arch}", "X1 f.yaml:7: '{Arch}' is no placeholder here. Did you mean '{arch}'?")]
    [InlineData("{kernel_name}", "X1 f.yaml:7: '{kernel_name}' is no placeholder here. Known are: {arch}, {project}.")]
    public void An_unknown_name_is_an_error_at_its_line(string text, string message) =>
        Should.Throw<ArgosyException>(() => Of(text).Check("X1", ["arch", "project"])).Message.ShouldBe(message);

    [Fact]
    public void Known_and_escaped_names_pass_the_check()
    {
        var text = Of(@"{arch}\{arhc}");
        text.Check("X1", ["arch"]).ShouldBeSameAs(text);
        text.Names.ShouldBe(["arch"]);
        text.Literals.ShouldBeEmpty();
    }

    [Fact]
    public void Where_other_braces_occur_an_unknown_name_stays_as_it_is_written() =>
        Of(@"{arch} {change} \{change} \{arch}").FillKnown(s_values.GetValueOrDefault)
            .ShouldBe(@"arm64 {change} \{change} {arch}");

    private static string Filled(string text) => Of(text).Fill(name => s_values[name]);

    private static TemplateText Of(string text) => new(new YamlText(new("f.yaml", 7), text, Plain: true));
}
