using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Packages.Nuget;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Packages.Tests.Mirrors;

public sealed class NugetFeedTests : IDisposable
{
    private static readonly Uri s_address = new("http://127.0.0.1:1/nuget/");
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_package_lies_where_the_flat_container_and_a_local_feed_look_for_it()
    {
        var package = NugetPackage.Read(FakeNupkg.Make(_folder, "Some.Thing", "1.0.0-RC.1"));
        Write("feed", package.Path);
        Digest.OfFile(_folder.At("feed/some.thing/1.0.0-rc.1/some.thing.1.0.0-rc.1.nupkg")).ShouldBe(package.Digest);
        File.ReadAllBytes(_folder.At("feed/some.thing/1.0.0-rc.1/some.thing.nuspec"))
            .ShouldBe(package.Nuspec.ToArray());
        File.ReadAllText(_folder.At("feed/some.thing/1.0.0-rc.1/some.thing.1.0.0-rc.1.nupkg.sha512"))
            .Length.ShouldBe(88);
    }

    [Fact]
    public void The_versions_are_listed_oldest_first_in_normal_form()
    {
        Write("feed", [.. ((string[])["1.10", "1.2.0.0", "1.10.0-beta.2", "1.10.0-beta.10+sha"])
            .Select(v => FakeNupkg.Make(_folder, "a", v, file: $"in/a.{v}.nupkg"))]);
        using var json = Read("a/index.json");
        json.RootElement.GetProperty("versions").EnumerateArray().Select(v => v.GetString())
            .ShouldBe(["1.2.0", "1.10.0-beta.2", "1.10.0-beta.10", "1.10.0"]);
    }

    [Fact]
    public void Every_address_of_the_feed_leads_to_a_file_of_it()
    {
        Write("feed", FakeNupkg.Make(_folder, "a", "1.0.0"), FakeNupkg.Make(_folder, "Search", "2.0.0",
            """<group targetFramework="net8.0"><dependency id="a" version="1.0.0" /></group>"""));
        AddressesShouldLeadToFiles();
    }

    [Fact]
    public void Many_versions_are_in_pages_of_their_own()
    {
        Write("feed", [.. Enumerable.Range(0, 130).Select(i => FakeNupkg.Make(_folder, "a", $"1.{i}.0"))]);
        using var json = Read("-/registration/a/index.json");
        var pages = json.RootElement.GetProperty("items").EnumerateArray().ToList();
        pages.Select(p => $"{p.GetProperty("lower")}-{p.GetProperty("upper")}: {p.GetProperty("count")}")
            .ShouldBe(["1.0.0-1.63.0: 64", "1.64.0-1.127.0: 64", "1.128.0-1.129.0: 2"]);
        pages.Where(p => p.TryGetProperty("items", out _)).ShouldBeEmpty();
        using var last = Read("-/registration/a/page/1.128.0/1.129.0.json");
        last.RootElement.GetProperty("items").GetArrayLength().ShouldBe(2);
        AddressesShouldLeadToFiles();
    }

    [Fact]
    public void The_registration_of_a_package_has_these_bytes()
    {
        Write("feed", Notes("{id: Demo, version: 1.0, listed: false, deprecated: It fails.}"),
            FakeNupkg.Make(_folder, "Demo", "1.0.0"));
        File.ReadAllText(_folder.At("feed/-/registration/demo/index.json")).ShouldBe("""
            {
              "@id": "http://127.0.0.1:1/nuget/-/registration/demo/index.json",
              "count": 1,
              "items": [
                {
                  "@id": "http://127.0.0.1:1/nuget/-/registration/demo/index.json#page/1.0.0/1.0.0",
                  "count": 1,
                  "lower": "1.0.0",
                  "upper": "1.0.0",
                  "items": [
                    {
                      "@id": "http://127.0.0.1:1/nuget/-/registration/demo/1.0.0.json",
                      "packageContent": "http://127.0.0.1:1/nuget/demo/1.0.0/demo.1.0.0.nupkg",
                      "registration": "http://127.0.0.1:1/nuget/-/registration/demo/index.json",
                      "catalogEntry": {
                        "@id": "http://127.0.0.1:1/nuget/-/registration/demo/1.0.0.json",
                        "id": "Demo",
                        "version": "1.0.0",
                        "authors": "A \u0026 B",
                        "description": "Says \u0022hello\u0022 \u003Chere\u003E",
                        "tags": [
                          "one",
                          "two"
                        ],
                        "listed": false,
                        "published": "1900-01-01T00:00:00Z",
                        "packageContent": "http://127.0.0.1:1/nuget/demo/1.0.0/demo.1.0.0.nupkg",
                        "dependencyGroups": [],
                        "deprecation": {
                          "@id": "http://127.0.0.1:1/nuget/-/registration/demo/1.0.0.json#deprecation",
                          "message": "It fails.",
                          "reasons": [
                            "Other"
                          ]
                        }
                      }
                    }
                  ]
                }
              ]
            }

            """);
    }

    [Fact]
    public void The_same_packages_give_the_same_bytes_in_any_order()
    {
        string[] ids = ["b", "a", "c"];
        var packages = ids.Select(id => FakeNupkg.Make(_folder, id, "1.0.0")).ToArray();
        Write("one", packages);
        Write("two", [.. packages.Reverse()]);
        Contents("one").ShouldBe(Contents("two"));
    }

    [Fact]
    public void A_feeds_address_is_absolute() =>
        Should.Throw<ArgosyException>(
                () => NugetFeed.Write(_folder.At("feed"), [], new Uri("nuget/", UriKind.Relative), s_date))
            .Diagnostics[0].Id.ShouldBe("ARG0522");

    [Theory]
    [InlineData("{id: 'a b', version: 1.0.0}", "ARG0583", "can't be a NuGet package's id")]
    [InlineData("{id: a, version: one}", "ARG0583", "'one' isn't a package version")]
    [InlineData("{id: a, version: 1.0.0, reasons: [Legacy]}", "ARG0583", "are for deprecated versions")]
    [InlineData("{id: a, version: 1.0.0, deprecated: d, reasons: [Old]}", "ARG0583", "'Old' isn't a reason")]
    [InlineData("{id: a, version: 1.0.0}\n  - {id: A, version: 1.0}", "ARG0583", "duplicate 'A 1.0'")]
    [InlineData("{id: a, version: 1.0.0, hidden: true}", "ARG0114", "unknown key 'hidden'")]
    public void A_wrong_note_is_refused(string note, string id, string says)
    {
        var error = Should.Throw<ArgosyException>(() => Notes(note));
        error.Diagnostics[0].Id.ShouldBe(id);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void Editors_report_the_same_wrong_notes() => EditorSchema.AreValid("nuget.schema.json",
    [
        "packages: [{id: a.B, version: 1.0.0-rc.1, listed: false, deprecated: d, reasons: [Legacy], alternative: b}]\n",
        "packages: [{id: a b, version: 1.0.0}]\n", "packages: [{id: a, version: one}]\n",
        "packages: [{id: a, version: 1.0.0, reasons: [Legacy]}]\n",
        "packages: [{id: a, version: 1.0.0, hidden: true}]\n",
        "packages: [{id: a, version: 1.0.0, deprecated: d, reasons: [Old]}]\n",
    ]).ShouldBe([true, false, false, false, false, false]);

    private static NugetNotes Notes(string entries) =>
        NugetNotes.Read(YamlFile.Parse($"packages:\n  - {entries}\n", NugetNotes.FileName));

    private void AddressesShouldLeadToFiles()
    {
        var pages = Directory.GetFiles(_folder.At("feed"), "*.json", SearchOption.AllDirectories);
        var addresses = pages.SelectMany(p => File.ReadAllText(p).Split('"'))
            .Where(t => t.StartsWith(s_address.AbsoluteUri, StringComparison.Ordinal) && !t.EndsWith('/')).ToList();
        addresses.Count.ShouldBeGreaterThan(10);
        foreach (var address in addresses)
            File.Exists(_folder.At($"feed/{address[s_address.AbsoluteUri.Length..].Split('#')[0]}"))
                .ShouldBeTrue(address);
    }

    private JsonDocument Read(string page) => JsonDocument.Parse(File.ReadAllText(_folder.At($"feed/{page}")));

    private void Write(string at, params string[] packages) => Write(at, NugetNotes.None, packages);

    private void Write(string at, NugetNotes notes, params string[] packages) =>
        NugetFeed.Write(_folder.At(at), packages, s_address, s_date, notes).ShouldBeEmpty();

    private List<string> Contents(string folder) =>
        [.. _folder.Files(folder).Select(f => $"{f} {Digest.OfFile(_folder.At($"{folder}/{f}"))}")];
}
