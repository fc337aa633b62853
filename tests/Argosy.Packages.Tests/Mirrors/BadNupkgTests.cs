using Argosy.Packages.Nuget;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>Packages that no feed may have: each is named, and the others are published.</summary>
public sealed class BadNupkgTests : IDisposable
{
    private const string Bad = "a.1.0.0.nupkg";
    private static readonly Uri s_address = new("http://127.0.0.1:1/nuget/");
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_no_zip() => Refused("ARG0520", "no end of a zip archive", _folder.Write(Bad, "no zip"));

    [Fact]
    public void A_truncated_package()
    {
        var package = FakeNupkg.Make(_folder, "a", "1.0.0");
        using (var file = File.OpenWrite(package)) file.SetLength(file.Length - 40);
        Refused("ARG0520", "no end of a zip archive", package);
    }

    [Theory]
    [InlineData("lib/../../up.dll", "would leave the folder")]
    [InlineData("lib/%2e%2e/%2E%2E/up.dll", "would leave the folder")]
    [InlineData("LIB/netstandard2.0/_._", "two entries")]
    public void An_entry_that_may_not_be_unpacked(string entry, string says) =>
        Refused("ARG0520", says, FakeNupkg.Make(_folder, "a", "1.0.0", files: (entry, [1])));

    [Fact]
    public void A_bomb() => Refused("ARG0520", "expand to more than",
        FakeNupkg.Make(_folder, "a", "1.0.0", files: ("lib/zeros", new byte[100 << 20])));

    [Theory]
    [InlineData("../up", "1.0.0", "ARG0520", "isn't a package id")]
    [InlineData("a", "one", "ARG0520", "isn't a package version")]
    [InlineData("b", "1.0.0", "ARG0582", "its nuspec is that of 'b' in version 1.0.0")]
    [InlineData("a", "2.0.0", "ARG0582", "in version 2.0.0")]
    public void A_package_that_lies_about_itself(string id, string version, string error, string says) =>
        Refused(error, says, FakeNupkg.Make(_folder, id, version, file: $"in/{Bad}"));

    [Fact]
    public void Two_different_packages_of_one_id_and_version()
    {
        string[] packages =
        [
            FakeNupkg.Make(_folder, "A", "1.0.0", file: "x/A.1.0.0.nupkg"),
            FakeNupkg.Make(_folder, "a", "1.0", file: "y/a.1.0.nupkg"), FakeNupkg.Make(_folder, "good", "1.0.0"),
        ];
        NugetFeed.Write(_folder.At("feed"), packages, s_address, DateTimeOffset.UnixEpoch)
            .Select(d => $"{d.Id} {d.Place}").ShouldBe(["ARG0521 A.1.0.0.nupkg", "ARG0521 a.1.0.nupkg"]);
        Directory.Exists(_folder.At("feed/a")).ShouldBeFalse();
        Directory.Exists(_folder.At("feed/good")).ShouldBeTrue();
    }

    [Fact]
    public void Where_all_are_bad_the_old_feed_stays()
    {
        NugetFeed.Write(
            _folder.At("feed"), [FakeNupkg.Make(_folder, "good", "1.0.0")], s_address, DateTimeOffset.UnixEpoch);
        Should.Throw<ArgosyException>(() => NugetFeed.Write(
                _folder.At("feed"), [_folder.Write(Bad, "no zip")], s_address, DateTimeOffset.UnixEpoch))
            .Message.ShouldStartWith($"ARG0520 {Bad}:");
        Directory.Exists(_folder.At("feed/good")).ShouldBeTrue();
    }

    private void Refused(string id, string says, string package)
    {
        var good = FakeNupkg.Make(_folder, "good", "1.0.0");
        var refused = NugetFeed.Write(_folder.At("feed"), [package, good], s_address, DateTimeOffset.UnixEpoch);
        refused.Single().Id.ShouldBe(id);
        refused[0].Place.What.ShouldBe(Bad);
        refused[0].Cause.ShouldContain(says);
        Directory.Exists(_folder.At("feed/a")).ShouldBeFalse();
        Directory.Exists(_folder.At("feed/good")).ShouldBeTrue();
    }
}
