using System.Text.Json;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests;

public sealed class WheelDefinitionTests
{
    private const string One =
        "packages:\n  - name: markupsafe\n    source: markupsafe\n    smoke: import markupsafe\n";

    [Fact]
    public void The_repositorys_own_list_is_read() =>
        WheelSet.Load(Repository.At(WheelSet.FileName)).Packages.Select(w => w.Name).ShouldContain("markupsafe");

    [Theory]
    [InlineData("")]
    [InlineData("# none yet\n")]
    [InlineData("packages: []\n")]
    public void A_project_may_have_no_wheels(string text)
    {
        using var folder = new TestFolder();
        WheelSet.LoadAll(folder.Path).Packages.ShouldBeEmpty();
        folder.Write("wheels/wheels.yaml", text);
        WheelSet.LoadAll(folder.Path).Packages.ShouldBeEmpty();
    }

    [Fact]
    public void Every_wheel_of_the_repository_is_locked()
    {
        var pins = SdistLock.Load(Repository.At(SdistLock.FileName));
        foreach (var wheel in WheelSet.Load(Repository.At(WheelSet.FileName)).Packages)
            pins.Find(wheel).ShouldNotBeNull(wheel.Name);
    }

    [Theory]
    [InlineData("  - name: markupsafe\n    source: m2\n    smoke: x\n", 5, "duplicate", "ARG0501")]
    [InlineData("  - name: Zope.Interface\n    source: zope\n    smoke: x\n", 5, "Write 'zope-interface'.", "ARG0501")]
    [InlineData("  - name: a\n    source: ../a\n    smoke: x\n", 6, "can't be a Debian package's name", "ARG0501")]
    [InlineData("  - name: a\n    source: aa\n    smoke: x\n    smok: y\n", 8, "unknown key 'smok'", "ARG0114")]
    [InlineData("  - name: a\n    version: '>=1'\n", 6, "can't be a version of a Python project", "ARG0501")]
    [InlineData("  - name: a\n    build: native\n", 6, "Known are: auto, cross, emulated.", "ARG0501")]
    [InlineData("  - name: a\n    skip: {platforms: [debian-12-arm46], reason: r}\n", 6, "'debian-12-arm64'?", "ARG0501")]
    [InlineData("sources:\n  - {folder: a, index: default}\n", 6, "exactly one of folder, debian and index", "ARG0501")]
    [InlineData("sources:\n  - debian: [debian-9]\n", 6, "unknown distribution 'debian-9'", "ARG0501")]
    public void A_wrong_entry_is_an_error_with_its_line(string entry, int line, string says, string id)
    {
        var error = Should.Throw<ArgosyException>(
            () => WheelSet.Read(YamlFile.Parse(One + entry, "wheels.yaml")));
        error.Diagnostics[0].Place.Line.ShouldBe(line);
        error.Message.ShouldContain(says);
        error.Diagnostics[0].Id.ShouldBe(id);
    }

    [Fact]
    public void What_cant_be_fetched_has_the_servers_answer() =>
        Apt.SourceSession.FailureIn(
                "Err:1 http://m/debian x\n  404  Not Found\n"
                + "E: Failed to fetch http://m/debian/x.tar.xz  404  Not Found [IP: 1.2.3.4 80]\n")
            .ShouldBe(": Failed to fetch http://m/debian/x.tar.xz 404 Not Found [IP: 1.2.3.4 80]");

    [Fact]
    public void The_schema_knows_exactly_the_keys_that_are_read()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.At("docs/schema/wheels.schema.json")));
        var item = schema.RootElement.GetProperty("properties").GetProperty("packages").GetProperty("items");
        item.GetProperty("properties").EnumerateObject().Select(p => p.Name)
            .ShouldBe(["name", "source", "version", "packages", "build-packages", "environment", "tools",
                "subdirectory", "project", "inputs", "natives", "build", "skip", "smoke"]);
        schema.RootElement.GetProperty("$defs").GetProperty("platforms").GetProperty("items").GetProperty("enum")
            .EnumerateArray().Select(p => p.GetString()).ShouldBe(PlatformNames.Known.Select(p => p.Name));
    }

    [Fact]
    public void A_package_has_all_its_notes()
    {
        var set = WheelSet.Read(YamlFile.Parse("""
            platforms: [debian-12-arm64]
            constraints: wheels/c.txt
            sources:
              - folder: wheels/sdists
              - debian: [debian-13, debian-11]
              - index: https://mirror.invalid/simple
              - index: default
            packages:
              - name: lxml
                version: 4.9.2
                packages: [libxslt1-dev, libxml2-dev]
                build-packages: [cython3]
                environment: {Z: "1", A: b}
                tools: [pkg-config]
                subdirectory: python
                build: emulated
                skip: {platforms: [debian-12-arm64], reason: it is slow}
            """, "wheels.yaml"));

        set.Constraints.ShouldBe("wheels/c.txt");
        set.Platforms.ShouldHaveSingleItem().Name.ShouldBe("debian-12-arm64");
        string.Join("; ", set.Sources).ShouldBe("folder wheels/sdists; debian debian-13,debian-11; "
            + "index https://mirror.invalid/simple/; index default");
        var lxml = set.Packages.ShouldHaveSingleItem();
        lxml.Version!.ToString().ShouldBe("4.9.2");
        lxml.SourceNames.ShouldBe(["lxml", "python-lxml"]);
        lxml.Packages.ShouldBe(["libxml2-dev", "libxslt1-dev"]);
        lxml.BuildPackages.ShouldBe(["cython3"]);
        lxml.Environment.Select(e => $"{e.Key}={e.Value}").ShouldBe(["A=b", "Z=1"]);
        (lxml.Subdirectory, lxml.Build, lxml.Smoke).ShouldBe(("python", WheelBuildChoice.Emulated, null));
        lxml.SkippedOn(Roots.PlatformOf("arm64")).ShouldBe("it is slow");
        lxml.SkippedOn(Roots.PlatformOf("x64")).ShouldBeNull();
    }

    [Fact]
    public void A_platform_that_the_model_lacks_is_named_with_the_nearest_one()
    {
        var set = WheelSet.Read(YamlFile.Parse("platforms: [debian-13-arm64]\npackages: []\n", "wheels.yaml"));
        var error = Should.Throw<ArgosyException>(() => set.CheckFor(Model.Load(Repository.At(Model.FileName))));
        error.Message.ShouldContain("ARG0550 wheels/wheels.yaml: 'debian-13-arm64' isn't a platform of argosy.yaml");
        error.Message.ShouldContain("Did you mean 'debian-12-arm64'?");
    }
}
