using System.Text.Json;
using Argosy.Artifacts;
using Argosy.Packages.Nuget;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests;

public sealed class NugetFeedTests : IDisposable
{
    private static readonly Uri s_address = new("http://127.0.0.1:1/nuget/");
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_package_lies_where_the_flat_container_and_a_local_feed_look_for_it()
    {
        var package = NugetPackage.Read(FakeNupkg.Make(_folder, "Some.Thing", "1.0.0-RC.1"));
        NugetFeed.Write(_folder.At("feed"), [package], s_address);
        Digest.OfFile(_folder.At("feed/some.thing/1.0.0-rc.1/some.thing.1.0.0-rc.1.nupkg")).ShouldBe(package.Digest);
        File.ReadAllBytes(_folder.At("feed/some.thing/1.0.0-rc.1/some.thing.nuspec"))
            .ShouldBe(package.Nuspec.ToArray());
        File.ReadAllText(_folder.At("feed/some.thing/1.0.0-rc.1/some.thing.1.0.0-rc.1.nupkg.sha512"))
            .Length.ShouldBe(88);
    }

    [Fact]
    public void The_versions_are_listed_oldest_first_in_normal_form()
    {
        foreach (var version in (string[])["1.10", "1.2.0.0", "1.10.0-beta.2", "1.10.0-beta.10+sha"])
            FakeNupkg.Make(_folder, "a", version, file: $"in/{version}.nupkg");
        NugetFeed.Write(_folder.At("feed"), NugetPackage.ReadAll(_folder.At("in")), s_address);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.At("feed/a/index.json")));
        json.RootElement.GetProperty("versions").EnumerateArray().Select(v => v.GetString())
            .ShouldBe(["1.2.0", "1.10.0-beta.2", "1.10.0-beta.10", "1.10.0"]);
    }

    [Fact]
    public void Every_address_of_the_feed_leads_to_a_file_of_it()
    {
        FakeNupkg.Make(_folder, "a", "1.0.0", file: "in/a.nupkg");
        FakeNupkg.Make(_folder, "Search", "2.0.0",
            """<group targetFramework="net8.0"><dependency id="a" version="1.0.0" /></group>""", "in/b.nupkg");
        NugetFeed.Write(_folder.At("feed"), NugetPackage.ReadAll(_folder.At("in")), s_address);
        var pages = Directory.GetFiles(_folder.At("feed"), "*.json", SearchOption.AllDirectories);
        var addresses = pages.SelectMany(p => File.ReadAllText(p).Split('"'))
            .Where(t => t.StartsWith(s_address.AbsoluteUri, StringComparison.Ordinal) && !t.EndsWith('/')).ToList();
        addresses.Count.ShouldBeGreaterThan(10);
        foreach (var address in addresses)
            File.Exists(_folder.At($"feed/{address[s_address.AbsoluteUri.Length..].Split('#')[0]}"))
                .ShouldBeTrue(address);
    }

    [Fact]
    public void The_same_packages_give_the_same_bytes_in_any_order()
    {
        string[] ids = ["b", "a", "c"];
        var packages = ids.Select(id => NugetPackage.Read(FakeNupkg.Make(_folder, id, "1.0.0"))).ToList();
        NugetFeed.Write(_folder.At("one"), packages, s_address);
        NugetFeed.Write(_folder.At("two"), packages.AsEnumerable().Reverse(), s_address);
        Contents("one").ShouldBe(Contents("two"));
    }

    [Fact]
    public void Two_different_packages_of_one_id_and_version_are_refused()
    {
        var one = NugetPackage.Read(FakeNupkg.Make(_folder, "A", "1.0.0", file: "x/a.nupkg"));
        var other = NugetPackage.Read(FakeNupkg.Make(_folder, "a", "1.0", file: "y/a.nupkg"));
        Should.Throw<ArgosyException>(() => NugetFeed.Write(_folder.At("feed"), [one, other], s_address))
            .Diagnostics[0].Id.ShouldBe("ARG0521");
        Directory.Exists(_folder.At("feed")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../up", "1.0.0", "isn't a package id")]
    [InlineData("a", "one", "isn't a package version")]
    public void A_package_that_lies_about_itself_is_refused(string id, string version, string says) =>
        Should.Throw<ArgosyException>(() => NugetPackage.Read(FakeNupkg.Make(_folder, id, version, file: "in/a.nupkg")))
            .Message.ShouldContain(says);

    [Fact]
    public void A_file_that_is_no_package_is_named() =>
        Should.Throw<ArgosyException>(() => NugetPackage.Read(_folder.Write("a.1.0.0.nupkg", "no zip")))
            .Message.ShouldStartWith("ARG0520 a.1.0.0.nupkg:");

    [Fact]
    public void A_feeds_address_is_absolute() =>
        Should.Throw<ArgosyException>(
                () => NugetFeed.Write(_folder.At("feed"), [], new Uri("nuget/", UriKind.Relative)))
            .Diagnostics[0].Id.ShouldBe("ARG0522");

    private List<string> Contents(string folder) =>
    [
        .. Directory.GetFiles(_folder.At(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => $"{Path.GetRelativePath(_folder.At(folder), f)} {Digest.OfFile(f)}"),
    ];
}
