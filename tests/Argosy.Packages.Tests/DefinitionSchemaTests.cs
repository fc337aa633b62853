using Argosy.Packages.Debian;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests;

/// <summary>Editors report exactly the errors that the build reports.</summary>
public sealed class DefinitionSchemaTests
{
    private const string Debs =
        "maintainer: A <a@b.invalid>\n"
        + "packages: [{name: liba0, description: d, libraries: [liba.so.0], depends: [libb1]}]\n"
        + "libraries: {libc.so.6: {package: libc6, versions: GLIBC_}}\n";
    private const string Natives =
        "maintainer: m\n"
        + "packages: [{native: a, dev: liba-dev, programs: false, debug: true, headers: shared, license: LICENSE, "
        + "smoke: debs/a.c, dev-depends: [b-dev], details: d}]\n";
    private const string Mirrors =
        "target: mirror@host:/srv/mirror\nkeep: {snapshots: 7, days: 30}\nreplace: [nuget]\n"
        + "ssh-config: ssh/config\nwait: 60\n";
    private const string Wheels =
        "platforms: [debian-12-x64, debian-13-arm64]\n"
        + "constraints: wheels/upper-constraints.txt\n"
        + "sources: [{folder: wheels/sdists}, {debian: [debian-12, debian-11]}, {index: default}]\n"
        + "packages: [{name: a-b, source: ab, smoke: import a, tools: [pkg-config], version: 1.0rc1,"
        + " packages: [libc6-dev], build-packages: [cython3], environment: {A_B: c d}, subdirectory: py/a, build: auto,"
        + " skip: {platforms: [debian-12-ppc64le], reason: r}}]\n";

    private static readonly (string Right, string Wrong)[] s_debs =
    [
        ("", ""), ("liba0", "Liba0"), ("liba0", "a"),
        ("description: d", "description: \"a\\nb\""), ("description: d", "description: 12"),
        ("[liba.so.0]", "[]"), ("[liba.so.0]", "[lib/a.so.0]"), ("[liba.so.0]", "['a b']"),
        ("[libb1]", "['libb1 (>= 1.2)']"), ("[libb1]", "['libb1 | libb2']"), ("[libb1]", "['libb1 >= 1']"),
        ("[libb1]", "[\"libb1\\nPre-Depends: x\"]"),
        ("package: libc6", "package: LIBC"), ("GLIBC_", "'GLIBC 2'"), ("libc.so.6:", "a/b:"),
        ("maintainer: A <a@b.invalid>", "maintainer: ''"),
    ];

    private static readonly (string Right, string Wrong)[] s_natives =
    [
        ("", ""), ("native: a", "native: A"), ("native: a, ", ""), ("native: a, ", "name: liba0, "),
        ("dev: liba-dev", "dev: false"), ("dev: liba-dev", "dev: Liba"), ("dev: liba-dev", "dev: true"),
        ("programs: false", "programs: []"), ("debug: true", "debug: name"), ("headers: shared", "headers: own"),
        ("headers: shared", "headers: architecture"), ("license: LICENSE", "license: ../LICENSE"),
        ("debs/a.c", "debs/a.py"), ("debs/a.c", "/a.c"), ("[b-dev]", "[B]"), ("details: d", "detail: d"),
    ];

    private static readonly (string Right, string Wrong)[] s_wheels =
    [
        ("", ""), ("a-b", "A-b"), ("a-b", "a--b"), ("a-b", "a_b"),
        ("source: ab", "source: ../a"), ("source: ab", "source: a"),
        ("smoke: import a", "smoke: ''"), ("packages: [{", "package: [{"),
        ("[pkg-config]", "[/usr/bin/pkg-config]"), ("[pkg-config]", "pkg-config"), ("[pkg-config]", "['a b']"),
        ("[debian-12-x64, debian-13-arm64]", "[]"), ("debian-12-x64", "debian-12-riscv64"),
        ("[debian-12-x64, debian-13-arm64]", "[debian-12-x64, debian-12-x64]"), ("debian-12-x64", "x64"),
        ("wheels/upper-constraints.txt", "../c.txt"), ("constraints: wheels/upper-constraints.txt\n", ""),
        ("[debian-12, debian-11]", "[debian-10]"), ("[debian-12, debian-11]", "[]"),
        ("[debian-12, debian-11]", "[debian-12, debian-12]"), ("[debian-12, debian-11]", "debian-12"),
        ("{folder: wheels/sdists}", "{folder: /srv}"), ("{folder: wheels/sdists}", "{folder: '.'}"),
        ("{folder: wheels/sdists}", "{folder: a, index: default}"), ("{folder: wheels/sdists}", "{}"),
        ("{folder: wheels/sdists}", "{index: default}"), ("{index: default}", "{index: pip}"),
        ("{index: default}", "{index: 'https://m.invalid/simple'}"),
        ("{index: default}", "{index: 'https://u:p@m.invalid/simple'}"), ("{index: default}", "{index: 'file:///m'}"),
        ("version: 1.0rc1", "version: '1.0-rc1'"), ("version: 1.0rc1", "version: '>=1'"),
        ("version: 1.0rc1", "version: 2023.3"), ("version: 1.0rc1", "version: -1"),
        ("[libc6-dev]", "[LIBC]"), ("[cython3]", "['cython3 (>= 1)']"), ("A_B:", "A-B:"), ("c d", "\"c\\nd\""),
        ("py/a", "/py"), ("py/a", "a/../b"), ("build: auto", "build: native"), ("build: auto", "build: emulated"),
        (", reason: r", ""), ("reason: r", "reason: ''"), ("platforms: [debian-12-ppc64le], ", ""),
        ("{platforms: [debian-12-ppc64le], reason: r}", "it needs Rust"),
        ("{platforms: [debian-12-ppc64le], reason: r}", "[]"), ("smoke: import a, ", ""), ("source: ab, ", ""),
        ("name: a-b, ", ""),
    ];

    private static readonly (string Right, string Wrong)[] s_mirrors =
    [
        ("", ""), ("mirror@host:/srv/mirror", "/srv/mirror"), ("mirror@host:/srv/mirror", "rsync://host/mirror"),
        ("mirror@host:/srv/mirror", "host::mirror"), ("mirror@host:/srv/mirror", "''"),
        ("snapshots: 7", "snapshots: 1"), ("snapshots: 7", "snapshot: 7"), ("days: 30", "days: 0"),
        ("[nuget]", "[wheel/debian-12-aarch64]"), ("[nuget]", "[../nuget]"), ("[nuget]", "nuget"),
        ("ssh/config", "../config"), ("wait: 60", "wait: -1"),
    ];

    [Fact]
    public void Of_mirrors() =>
        Differing("mirrors", Mirrors, s_mirrors, map => MirrorsDefinition.Read(map)).ShouldBeEmpty();

    [Fact]
    public void Of_debs() => Differing("debs", Debs, s_debs, map => DebDefinition.Read(map)).ShouldBeEmpty();

    [Fact]
    public void Of_debs_of_native_items() =>
        Differing("debs", Natives, s_natives, map => DebDefinition.Read(map)).ShouldBeEmpty();

    [Fact]
    public void Of_wheels() => Differing("wheels", Wheels, s_wheels, map => WheelSet.Read(map)).ShouldBeEmpty();

    private static List<string> Differing(
        string schema, string good, (string Right, string Wrong)[] changes, Action<YamlMap> read)
    {
        var texts = changes
            .Select(c => c.Right.Length == 0 ? good : good.Replace(c.Right, c.Wrong, StringComparison.Ordinal))
            .ToList();
        var valid = EditorSchema.AreValid($"{schema}.schema.json", texts);
        valid[0].ShouldBeTrue();
        return [.. texts.Index().Where(t => Reads(t.Item, read) != valid[t.Index]).Select(t => changes[t.Index].Wrong)];
    }

    private static bool Reads(string text, Action<YamlMap> read)
    {
        try
        {
            read(YamlFile.Parse(text, "file.yaml"));
            return true;
        }
        catch (ArgosyException)
        {
            return false;
        }
    }
}
