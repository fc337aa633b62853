using System.Text.Json;
using Argosy.Packages.Wheels;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests;

public sealed class WheelDefinitionTests
{
    private const string One =
        "packages:\n  - name: markupsafe\n    source: markupsafe\n    smoke: import markupsafe\n";

    [Fact]
    public void The_repositorys_own_list_is_read() =>
        WheelDefinition.Load(Repository.At(WheelDefinition.FileName)).Select(w => w.Name).ShouldContain("markupsafe");

    [Theory]
    [InlineData("")]
    [InlineData("# none yet\n")]
    [InlineData("packages: []\n")]
    public void A_project_may_have_no_wheels(string text)
    {
        using var folder = new TestFolder();
        WheelDefinition.LoadAll(folder.Path).ShouldBeEmpty();
        folder.Write("wheels/wheels.yaml", text);
        WheelDefinition.LoadAll(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Every_wheel_of_the_repository_is_locked()
    {
        var pins = SdistLock.Load(Repository.At(SdistLock.FileName));
        foreach (var wheel in WheelDefinition.Load(Repository.At(WheelDefinition.FileName)))
            pins.TryFind(wheel.Source).ShouldNotBeNull(wheel.Name);
    }

    [Theory]
    [InlineData("  - name: markupsafe\n    source: m2\n    smoke: x\n", 5, "duplicate", "ARG0501")]
    [InlineData("  - name: Zope.Interface\n    source: zope\n    smoke: x\n", 5, "Write 'zope-interface'.", "ARG0501")]
    [InlineData("  - name: a\n    source: ../a\n    smoke: x\n", 6, "can't be a Debian package's name", "ARG0501")]
    [InlineData("  - name: a\n    source: aa\n    smoke: x\n    smok: y\n", 8, "unknown key 'smok'", "ARG0114")]
    [InlineData("  - name: a\n    smoke: x\n", 5, "key 'source' is missing", "ARG0116")]
    public void A_wrong_entry_is_an_error_with_its_line(string entry, int line, string says, string id)
    {
        var error = Should.Throw<ArgosyException>(
            () => WheelDefinition.Read(YamlFile.Parse(One + entry, "wheels.yaml")));
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
            .ShouldBe(["name", "source", "smoke", "tools"]);
    }
}
