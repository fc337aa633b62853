using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Tests;

public sealed class ModelTests
{
    private const string Good = """
        project:
          name: demo
          version: 1.2.3
        architectures: [arm64, x64]
        distributions: [debian-12, debian-13]
        roots:
          sysroot: [zlib1g-dev, libc6-dev]
        """;

    [Fact]
    public void Platforms_are_distributions_times_architectures_in_the_tables_order() =>
        Read(Good).Platforms.Select(p => p.Name).ShouldBe(
            ["debian-12-x64", "debian-12-arm64", "debian-13-x64", "debian-13-arm64"]);

    [Fact]
    public void Packages_of_a_root_are_sorted() => Read(Good).Root("sysroot").ShouldBe(["libc6-dev", "zlib1g-dev"]);

    [Fact]
    public void A_root_that_nobody_described_is_named_with_its_remedy() =>
        Should.Throw<ArgosyException>(() => Read(Good).Root("mono")).Message
            .ShouldBe("ARG0106 argosy.yaml: no root 'mono' is described. Add 'mono: [packages]' under 'roots:'.");

    [Theory]
    [InlineData("architectures: [arm64, x64]", "architectures: [arm64, x46]", "ARG0101 argosy.yaml:4")]
    [InlineData("architectures: [arm64, x64]", "architectures: [arm64, arm64]", "ARG0103 argosy.yaml:4")]
    [InlineData("architectures: [arm64, x64]", "architectures: []", "ARG0104 argosy.yaml:4")]
    [InlineData("architectures: [arm64, x64]", "architectures: arm64", "ARG0115 argosy.yaml:4")]
    [InlineData("architectures: [arm64, x64]", "architectures: [riscv64]", "ARG0105 argosy.yaml:5")]
    [InlineData("debian-13]", "debian-11]", "ARG0102 argosy.yaml:5: 'debian-11' is out of support")]
    [InlineData("debian-13]", "debian-9]", "ARG0102 argosy.yaml:5")]
    [InlineData("roots:", "rots:", "ARG0114 argosy.yaml:6: unknown key 'rots'. Did you mean 'roots'?")]
    [InlineData("[zlib1g-dev, libc6-dev]", "zlib1g-dev", "ARG0115 argosy.yaml:7: a list is wanted here, not text")]
    [InlineData("  name: demo", "  nam: demo", "ARG0116 argosy.yaml:2: key 'name' is missing. Is 'nam' meant to be 'name'?")]
    [InlineData("  name: demo", "\tname: demo", "ARG0111 argosy.yaml:2")]
    [InlineData("roots:", "mirrors: {address: ftp://x}\nroots:", "ARG0107 argosy.yaml:6")]
    [InlineData("distributions:", "architectures:", "ARG0113 argosy.yaml:5")]
    [InlineData("  name: demo", "  name: &a demo", "ARG0111 argosy.yaml:2")]
    [InlineData("  name: demo", "  name: [", "ARG0111 argosy.yaml:2")]
    public void A_mistake_is_an_error_with_file_line_and_id(string right, string wrong, string start) =>
        Should.Throw<ArgosyException>(() => Read(Good.Replace(right, wrong, StringComparison.Ordinal)))
            .Message.ShouldStartWith(start);

    [Fact]
    public void Every_unknown_key_of_a_map_is_reported_at_once() =>
        Should.Throw<ArgosyException>(() => Read(Good + "\none: 1\ntwo: 2")).Diagnoses.Count.ShouldBe(2);

    [Fact]
    public void An_alias_bomb_is_refused_before_it_unfolds() =>
        Should.Throw<ArgosyException>(() => Read("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"))
            .Message.ShouldStartWith("ARG0111 argosy.yaml:1");

    [Fact]
    public void A_missing_file_says_so() =>
        Should.Throw<ArgosyException>(() => Model.Load("/nonexistent/argosy.yaml")).Message.ShouldStartWith("ARG0110 argosy.yaml");

    private static Model Read(string text) => Model.Read(YamlFile.Parse(text, "argosy.yaml"));
}
