using Argosy.Packages.Debian;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Packages.Wheels;
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
    private const string Wheels = "packages: [{name: a-b, source: ab, smoke: import a, tools: [pkg-config]}]\n";

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
        ("smoke: import a", "smoke: ''"), ("packages:", "package:"),
        ("[pkg-config]", "[/usr/bin/pkg-config]"), ("[pkg-config]", "pkg-config"), ("[pkg-config]", "['a b']")
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
    public void Of_wheels() => Differing("wheels", Wheels, s_wheels, map => WheelDefinition.Read(map)).ShouldBeEmpty();

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
