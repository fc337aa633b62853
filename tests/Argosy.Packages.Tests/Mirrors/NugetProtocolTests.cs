using Argosy.Artifacts;
using Argosy.Packages.Nuget;
using Argosy.Platforms.Yaml;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>NuGet's client library reads a feed behind a static web server.</summary>
public sealed class NugetProtocolTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly StaticServer _server;
    private readonly SourceRepository _feed;
    private readonly SourceCacheContext _uncached = new() { NoCache = true, DirectDownload = true };

    public NugetProtocolTests()
    {
        _server = new(_folder.At("feed"));
        _feed = NuGet.Protocol.Core.Types.Repository.Factory.GetCoreV3(new PackageSource($"{_server.Address}index.json")
        {
            AllowInsecureConnections = true,
        });
        NugetFeed.Write(_folder.At("feed"),
        [
            FakeNupkg.Make(_folder, "Top.Package", "2.0.0", """
                <group targetFramework="net8.0"><dependency id="Base.Package" version="[1.0.0, 2.0.0)" /></group>
                """),
            FakeNupkg.Make(_folder, "Top.Package", "1.0.0"), FakeNupkg.Make(_folder, "Base.Package", "1.5.0-rc.1"),
            FakeNupkg.Make(_folder, "Gone", "1.0.0"),
            .. Enumerable.Range(0, 130).Select(i => FakeNupkg.Make(_folder, "Many", $"1.{i}.0")),
        ], _server.Address, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), NugetNotes.Read(YamlFile.Parse("""
            packages:
              - {id: Gone, version: 1.0.0, listed: false}
              - id: Top.Package
                version: 1.0.0
                deprecated: It loses data.
                reasons: [CriticalBugs]
                alternative: Base.Package
            """, NugetNotes.FileName))).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        _uncached.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_lists_the_versions_and_downloads_one()
    {
        var resource = await ResourceAsync<FindPackageByIdResource>();
        (await resource.GetAllVersionsAsync("top.PACKAGE", _uncached, NullLogger.Instance, default))
            .Select(v => v.ToString()).ShouldBe(["1.0.0", "2.0.0"]);
        using var content = new MemoryStream();
        (await resource.CopyNupkgToStreamAsync(
            "Top.Package", new NuGetVersion("2.0"), content, _uncached, NullLogger.Instance, default)).ShouldBeTrue();
        Digest.Of(content.ToArray()).ShouldBe(Digest.OfFile(_folder.At("Top.Package.2.0.0.nupkg")));
        (await resource.GetAllVersionsAsync("Gone", _uncached, NullLogger.Instance, default)).Count().ShouldBe(1);
    }

    [Fact]
    public async Task It_reads_the_dependencies()
    {
        var resource = await ResourceAsync<DependencyInfoResource>();
        var info = await resource.ResolvePackage(new PackageIdentity("Top.Package", new("2.0.0")),
            NuGet.Frameworks.NuGetFramework.Parse("net10.0"), _uncached, NullLogger.Instance, default);
        info.Dependencies.Select(d => d.ToString()).ShouldBe(["Base.Package [1.0.0, 2.0.0)"]);
    }

    [Fact]
    public async Task It_reads_the_metadata_with_what_is_declared_beside_the_package()
    {
        var versions = await MetadataAsync("Top.Package");
        versions.Select(v => $"{v.Identity} {v.IsListed} {v.Published:yyyy}").ShouldBe(
            ["Top.Package.1.0.0 True 2023", "Top.Package.2.0.0 True 2023"], ignoreOrder: true);
        var old = versions.Single(v => v.Identity.Version.Major == 1);
        var deprecation = await old.GetDeprecationMetadataAsync();
        deprecation.ShouldNotBeNull();
        deprecation.Message.ShouldBe("It loses data.");
        deprecation.Reasons.ShouldBe(["CriticalBugs"]);
        deprecation.AlternatePackage!.PackageId.ShouldBe("Base.Package");
        old.Authors.ShouldBe("A & B");
        old.Description.ShouldBe("Says \"hello\" <here>");
    }

    [Fact]
    public async Task It_reads_the_pages_of_many_versions() => (await MetadataAsync("Many")).Count.ShouldBe(130);

    [Fact]
    public async Task It_leaves_out_an_unlisted_version_unless_asked()
    {
        (await MetadataAsync("Gone")).ShouldBeEmpty();
        (await MetadataAsync("Gone", unlisted: true)).Single().IsListed.ShouldBeFalse();
        var search = await ResourceAsync<PackageSearchResource>();
        var found = await search.SearchAsync("", new SearchFilter(true), 0, 20, NullLogger.Instance, default);
        found.Select(p => p.Identity.ToString()).ShouldBe(
            ["Base.Package.1.5.0-rc.1", "Many.1.129.0", "Top.Package.2.0.0"]);
    }

    private async Task<T> ResourceAsync<T>()
        where T : class, INuGetResource => (await _feed.GetResourceAsync<T>()).ShouldNotBeNull();

    private async Task<List<IPackageSearchMetadata>> MetadataAsync(string id, bool unlisted = false)
    {
        var resource = await ResourceAsync<PackageMetadataResource>();
        return [.. await resource.GetMetadataAsync(id, true, unlisted, _uncached, NullLogger.Instance, default)];
    }
}
