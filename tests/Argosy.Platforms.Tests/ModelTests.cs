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

    [Theory]
    [InlineData("", "x64", "arm64")]
    [InlineData("baseline: arm64", "arm64", "x64")]
    public void One_architecture_is_the_baseline_and_the_others_are_foreign(
        string line, string baseline, string foreign)
    {
        var model = Read($"{Good}\n{line}");
        model.Baseline.Name.ShouldBe(baseline);
        model.Foreign.Select(a => a.Name).ShouldBe([foreign]);
    }

    [Fact]
    public void Nothing_need_be_built_for_the_baseline()
    {
        var model = Read(Good.Replace("[arm64, x64]", "[ppc64le, arm64]", StringComparison.Ordinal));
        model.Baseline.Name.ShouldBe("x64");
        model.Foreign.Select(a => a.Name).ShouldBe(["arm64", "ppc64le"]);
    }

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
    [InlineData("[zlib1g-dev, libc6-dev]", "zlib1g-dev", "ARG0115 argosy.yaml:7: expected a list, not text")]
    [InlineData("  name: demo", "  nam: demo",
        "ARG0116 argosy.yaml:2: key 'name' is missing. Is 'nam' meant to be 'name'?")]
    [InlineData("  name: demo", "\tname: demo", "ARG0111 argosy.yaml:2")]
    [InlineData("roots:", "mirrors: {address: ftp://x}\nroots:", "ARG0107 argosy.yaml:6")]
    [InlineData("roots:", "baseline: amd64\nroots:",
        "ARG0101 argosy.yaml:6: unknown architecture 'amd64'. Did you mean 'x64'?")]
    [InlineData("roots:", "baseline: [arm64]\nroots:", "ARG0115 argosy.yaml:6")]
    [InlineData("distributions:", "architectures:", "ARG0113 argosy.yaml:5")]
    [InlineData("  name: demo", "  name: &a demo", "ARG0111 argosy.yaml:2")]
    [InlineData("  name: demo", "  name: [", "ARG0111 argosy.yaml:2")]
    public void A_mistake_is_an_error_with_file_line_and_id(string right, string wrong, string start) =>
        Should.Throw<ArgosyException>(() => Read(Good.Replace(right, wrong, StringComparison.Ordinal)))
            .Message.ShouldStartWith(start);

    [Fact]
    public void Every_unknown_key_of_a_map_is_reported_at_once() =>
        Should.Throw<ArgosyException>(() => Read(Good + "\none: 1\ntwo: 2")).Diagnostics.Count.ShouldBe(2);

    [Fact]
    public void An_alias_bomb_is_refused_before_it_unfolds() =>
        Should.Throw<ArgosyException>(() => Read("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"))
            .Message.ShouldStartWith("ARG0111 argosy.yaml:1");

    [Fact]
    public void A_missing_file_says_so() =>
        Should.Throw<ArgosyException>(() => Model.Load("/nonexistent/argosy.yaml"))
            .Message.ShouldStartWith("ARG0110 argosy.yaml");

    private const string Items = """

        native:
          z: {source: z, packages: [libz-dev, libc6-dev], options: {B: 2, A: ON}}
          a: {source: ., inputs: [src/**], tests: [bin/check], sanitized: {}}
        dotnet:
          app: {project: src/App/App.csproj, natives: [a], package: {id: App}}
          test: {project: T.csproj, inputs: [src/**], frameworks: [net10.0, net461], self-test: {of: [app], program: T}}
        """;

    [Fact]
    public void Items_are_read_by_name()
    {
        var model = Read(Good + Items);
        model.Native.Select(n => n.Name).ShouldBe(["a", "z"]);
        model.Native[0].Sources.ShouldBe(["*", "src/**"]);
        model.Native[0].Tests.ShouldBe(["bin/check"]);
        model.Native[0].Sanitized.ShouldBeEmpty();
        model.Native[1].Sources.ShouldBe(["z/**"]);
        model.Native[1].Options.Select(o => $"{o.Key}={o.Value}").ShouldBe(["A=ON", "B=2"]);
        (model.Native[1].Tests, model.Native[1].Sanitized).ShouldBe((null, null));
        model.Dotnet.Select(d => d.Name).ShouldBe(["app", "test"]);
        model.Dotnet[0].Sources.ShouldBe(["src/App/**"]);
        (model.Dotnet[0].Package!.Id, model.Dotnet[0].Package!.HasSymbols, model.Dotnet[0].Natives[0])
            .ShouldBe(("App", false, "a"));
        model.Dotnet[1].SelfTest!.Of.ShouldBe(["app"]);
    }

    [Fact]
    public void A_package_names_its_trial_with_others()
    {
        var package = Read(Good + Items.Replace("package: {id: App}",
            "package: {id: App, template: {name: t, makes: [a, b/c]}, cake: {folder: trial, with: [app]}}",
            StringComparison.Ordinal)).Dotnet[0].Package!;
        package.IsTried.ShouldBeTrue();
        (package.Template!.Name, string.Join(' ', package.Template.Makes)).ShouldBe(("t", "a b/c"));
        (package.Cake!.Folder, package.Cake.With.Single(), package.Cake.Prints.Count).ShouldBe(("trial", "app", 0));
        Should.Throw<ArgosyException>(() => Read(Good + Items.Replace("package: {id: App}",
            "package: {id: App, cake: {folder: trial, with: [test]}}", StringComparison.Ordinal)))
            .Message.ShouldStartWith("ARG0121 argosy.yaml:");
    }

    [Fact]
    public void The_packages_of_native_items_are_in_the_one_sysroot()
    {
        Read(Good + Items).Root("sysroot").ShouldBe(["libc6-dev", "libz-dev", "zlib1g-dev"]);
        Read(Good.Replace("  sysroot: [zlib1g-dev, libc6-dev]", "  clean: [a2]", StringComparison.Ordinal) + Items)
            .Root("sysroot").ShouldBe(["libc6-dev", "libz-dev"]);
    }

    [Fact]
    public void A_project_without_items_has_none() => (Read(Good).Native.Count + Read(Good).Dotnet.Count).ShouldBe(0);

    [Theory]
    [InlineData("source: z,", "sorce: z,",
        "ARG0116 argosy.yaml:9: key 'source' is missing. Is 'sorce' meant to be 'source'?")]
    [InlineData("options:", "option:", "ARG0114 argosy.yaml:9: unknown key 'option'. Did you mean 'options'?")]
    [InlineData("source: z,", "source: ../z,", "ARG0117 argosy.yaml:9: '../z' can't be a folder of the project")]
    [InlineData("natives: [a]", "natives: [zz]",
        "ARG0121 argosy.yaml:12: no native item is called 'zz'. Did you mean 'z'?")]
    [InlineData("of: [app]", "of: [ap]",
        "ARG0121 argosy.yaml:13: no packed .NET item is called 'ap'. Did you mean 'app'?")]
    [InlineData("of: [app]", "of: [test]", "ARG0121 argosy.yaml:13: no packed .NET item is called 'test'")]
    [InlineData("of: [app]", "of: []", "ARG0104 argosy.yaml:13")]
    [InlineData(", package: {id: App}", "",
        "ARG0122 argosy.yaml:12: 'app' names no frameworks, so that nothing would be made of it.")]
    [InlineData("program: T}", "program: T, roles: [--one]}",
        "ARG0122 argosy.yaml:13: there are 1 roles, where two processes meet.")]
    [InlineData("T.csproj", "T.cs", "ARG0117 argosy.yaml:13: 'T.cs' can't be a .NET project's file.")]
    public void A_mistake_in_an_item_is_an_error_with_its_place(string right, string wrong, string start) =>
        Should.Throw<ArgosyException>(() => Read((Good + Items).Replace(right, wrong, StringComparison.Ordinal)))
            .Message.ShouldStartWith(start);

    private static Model Read(string text) => Model.Read(YamlFile.Parse(text, "argosy.yaml"));
}
