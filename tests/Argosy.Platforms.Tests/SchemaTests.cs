using System.Text.Json.Nodes;

namespace Argosy.Platforms.Tests;

public sealed class SchemaTests
{
    private static readonly JsonNode s_schema =
        JsonNode.Parse(File.ReadAllText(Repository.At("docs/schema/argosy.schema.json")))!;

    [Fact]
    public void The_editors_schema_lists_the_tables_architectures_and_distributions()
    {
        Values("architectures").ShouldBe(Architecture.All.Select(a => a.Name));
        Values("distributions").ShouldBe(Distribution.All.Select(d => d.Name));
    }

    // Starts of a valid file, each with a change to it.
    public static IReadOnlyList<(string Right, string Wrong)> Changes { get; } =
    [
        ("name: demo", "name: demo"), ("name: demo", "name: My Project!"), ("name: demo", "name: 'demo '"),
        ("name: demo", "name: Demo"), ("name: demo", "name: 12"), ("name: demo", "name: a--b"),
        ("name: demo", "name: a"), ("name: demo", "name: ''"), ("name: demo", "nam: demo"),
        ("version: 1.2.3", "version: 1.0"), ("version: 1.2.3", "version: 1"), ("version: 1.2.3", "version: '1.10'"),
        ("version: 1.2.3", "version: 1.0 beta_2"), ("version: 1.2.3", "version: -1"),
        ("version: 1.2.3", "version: 65535"), ("version: 1.2.3", "version: v1"),
        ("version: 1.2.3", "version: 1.0.0-rc.1"), ("version: 1.2.3", "version: \"1.0\\n\""),
        ("version: 1.2.3", "version: [1]"), ("version: 1.2.3", "version: null"),
        ("description: d", "description: 12"), ("description: d", "description: \"a\\nb\""),
        ("description: d", "description: ' a'"), ("description: d", "description: é, ü"),
        ("[x64]", "[x64, x64]"), ("[x64]", "[amd64]"), ("[x64]", "[]"),
        ("[debian-12]", "[bookworm]"), ("[debian-12]", "debian-12"),
        ("sysroot:", "image-x:"), ("sysroot:", "../x:"), ("sysroot:", "Sys:"), ("sysroot:", "a-b:"),
        ("[libc6-dev]", "[libc6=2]"), ("[libc6-dev]", "[a]"), ("[libc6-dev]", "[LIBC]"),
        ("[libc6-dev]", "[libc6-dev, libc6-dev]"), ("[libc6-dev]", "[]"),
        ("http://a/", "ftp://a/"), ("http://a/", "https://a/b"), ("http://a/", "a"),
        ("http://m/debian", "m"), ("http://m/debian", "file:///m"),
        ("baseline: x64", "baseline: amd64"), ("baseline: x64", "baseline: [x64]"), ("baseline: x64", "base-line: x64"),
        ("arm64: r", "arm: r"), ("arm64: r", "arm64: ''"), ("arm64: r", "arm64: A reason."),
        ("allow-differences:", "allow-difference:"), ("valid-days: 30", "valid-days: 0"),
        ("valid-days: 30", "valid-days: soon"), ("valid-days: 30", "valid-days: 3651"),
        ("source: native", "source: ."), ("source: native", "source: a/b c/d"), ("source: native", "source: ../native"),
        ("source: native", "source: /native"), ("source: native", "source: a/./b"),
        ("source: native", "source: native/"), ("source: native", "source: 'a*'"), ("source: native", "sorce: native"),
        ("[src/**]", "['!src/build/**', 'a/[a-c]?.{c,h}']"), ("[src/**]", "[../x]"), ("[src/**]", "[/x]"),
        ("[src/**]", "[]"), ("[src/**]", "src"), ("[test/t]", "[test/*]"), ("[test/t]", "[]"),
        ("lib: {", "Lib: {"), ("lib: {", "a--b: {"),
        ("{A_B: ON}", "{A_B: 1.5}"), ("{A_B: ON}", "{'sub:a-b.c': ON}"), ("{A_B: ON}", "{-a: ON}"), ("{A_B: ON}", "[ON]"),
        ("source: native", "source: native, build: cmake"), ("source: native", "source: native, build: meson"),
        ("source: native", "source: native, build: bazel"), ("source: native", "source: native, steps: [[make]]"),
        ("build: meson", "build: autotools"), ("build: meson", "build: meson, sanitized: {S: ON}"),
        ("build: meson", "build: command"), ("build: meson", "build: command, steps: [[make, 'CC=$CC'], [make, install]]"),
        ("build: meson", "build: command, steps: []"), ("build: meson", "build: command, steps: [[]]"),
        ("build: meson", "build: command, steps: [make]"), ("build: meson", "build: meson, steps: [[make]]"),
        ("build: meson", "build: meson, check: ctest"), ("build: meson", "build: meson, check: [./run, -v]"),
        ("build: meson", "build: meson, check: []"), ("build: meson", "build: meson, check: tox"),
        ("project: a/a.csproj", "project: a.fsproj"), ("project: a/a.csproj", "project: a"),
        ("project: a/a.csproj", "project: ../a.csproj"),
        ("[net10.0]", "[net461, netstandard2.0]"), ("[net10.0]", "[net10]"), ("[net10.0]", "[net-10]"),
        ("[net10.0]", "[]"), ("id: A.B", "id: A..B"), ("id: A.B", "id: 'A B'"), ("symbols: true", "symbols: 1"),
        ("command: t", "command: a/t"), ("command: t", "comand: t"),
        ("of: [app]", "of: []"), ("of: [app]", "off: [app]"),
        ("[--a, --b]", "[--a]"), ("[--a, --b]", "[]"), ("[--a, --b]", "[--a, --b, --c]"),
        ("file: libx.so", "file: lib/x.so"), ("variable: X_Y", "variable: X-Y"),
    ];

    private const string Good = """
        project: {name: demo, version: 1.2.3, description: d}
        architectures: [x64]
        baseline: x64
        distributions: [debian-12]
        roots: {sysroot: [libc6-dev]}
        mirrors: {address: http://a/}
        debian: {mirror: http://m/debian, valid-days: 30, allow-differences: {arm64: r}}
        native:
          lib: {source: native, inputs: [src/**], packages: [zlib1g-dev], tools: [bison], options: {A_B: ON}, installs: [lib/*.so], tests: [test/t], sanitized: {S: ON}}
          other: {source: other, build: meson}
        dotnet:
          app: {project: a/a.csproj, frameworks: [net10.0], natives: [lib], package: {id: A.B, symbols: true, tool: {command: t, arguments: [-v], prints: [x]}}}
          test:
            project: t/t.csproj
            frameworks: [net10.0]
            self-test: {of: [app], program: t, roles: [--a, --b], library: {file: libx.so, variable: X_Y}}

        """;

    [Fact]
    public void The_editors_schema_accepts_what_the_reader_accepts()
    {
        var texts = Changes.Select(c => Good.Replace(c.Right, c.Wrong, StringComparison.Ordinal)).ToList();
        var valid = EditorSchema.AreValid("argosy.schema.json", texts);
        var differing = texts.Index().Where(t => Reads(t.Item) != valid[t.Index]).Select(t => Changes[t.Index].Wrong);
        differing.ShouldBeEmpty();
        valid.Count(v => v).ShouldBeGreaterThan(8);
    }

    [Fact]
    public void The_projects_own_model_fits_the_editors_schema() =>
        EditorSchema.Errors("argosy.schema.json", File.ReadAllText(Repository.At("argosy.yaml"))).ShouldBeEmpty();

    private static bool Reads(string text)
    {
        try
        {
            return Model.Read(Yaml.YamlFile.Parse(text, "argosy.yaml")) is not null;
        }
        catch (Diagnostics.ArgosyException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Values(string list) =>
        s_schema["properties"]![list]!["items"]!["enum"]!.AsArray().Select(v => v!.GetValue<string>());
}
