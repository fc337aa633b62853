using System.IO.Compression;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Processes;
using Argosy.Release.Publication;
using Argosy.Release.Publication.NuGet;
using NuGet.Packaging;
using NuGet.Versioning;

namespace Argosy.Release.Tests.Publication;

/// <summary>Pushes with NuGet's own client to a server on loopback.</summary>
public sealed class NugetTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeFeed _feed = new();
    private readonly Dictionary<string, string> _variables = new() { ["NUGET_API_KEY"] = FakeFeed.Key };
    private readonly RecordedTask _task = new();
    private readonly ReleaseFolder _release;

    public NugetTests()
    {
        _release = SampleRelease.Write(_folder, prerelease: false,
            ("Demo.1.2.3.nupkg", ReleaseFileKind.Nuget, Package("Demo")),
            ("Demo.1.2.3.snupkg", ReleaseFileKind.Symbols, Package("Demo", symbols: true)));
        Configure(_feed.Index);
    }

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    private string Nupkg => Path.Combine(_release.Path, "Demo.1.2.3.nupkg");

    private int Pushes => _feed.Requests.Count(r => r.StartsWith("PUT ", StringComparison.Ordinal));

    [Fact]
    public async Task Packages_and_symbols_come_to_the_source_once()
    {
        await PublishAsync();
        _feed.Packages["demo/1.2.3"].ShouldBe(File.ReadAllBytes(Nupkg));
        _feed.Symbols.Keys.ShouldBe(["demo/1.2.3"]);
        var plan = await PlanAsync();
        plan.Entries.Select(e => (e.Name, e.State)).ShouldBe(
            [("Demo.1.2.3.nupkg", PlanState.Present), ("Demo.1.2.3.snupkg", PlanState.Unknown)]);
        _feed.Requests.Clear();
        await PublishAsync();
        // Symbols can't be asked for.
        _feed.Requests.Where(r => r.StartsWith("PUT ", StringComparison.Ordinal)).ShouldBe(["PUT symbols"]);
    }

    [Fact]
    public async Task A_key_of_the_source_goes_before_the_general_one()
    {
        _variables["NUGET_API_KEY"] = "another";
        _variables["NUGET_API_KEY_MY_FEED_1"] = $"{FakeFeed.Key}\n";
        await PublishAsync();
        _feed.Packages.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_dotnet_pushed_before_is_known_as_the_same()
    {
        // dotnet takes the key as an argument alone, which is why the release doesn't call it.
        await new CommandRunner(_ => { }).RunAsync(new("dotnet", "nuget", "push", Nupkg, "--source", "my-feed.1",
            "--api-key", FakeFeed.Key, "--no-symbols", "--skip-duplicate",
            "--configfile", _folder.At("nuget.config")), CancellationToken.None);
        _feed.Packages.Count.ShouldBe(1);
        _feed.Requests.Clear();
        (await PlanAsync()).Entries[0].State.ShouldBe(PlanState.Present);
        await PublishAsync();
        _feed.Requests.ShouldNotContain("PUT push");
    }

    [Fact]
    public async Task Other_content_under_the_same_version_stops_before_anything_is_pushed()
    {
        _feed.Packages["demo/1.2.3"] = Package("Demo", text: "other");
        (await PlanAsync()).Entries[0].State.ShouldBe(PlanState.Conflict);
        (await RefusedAsync()).ShouldBe("ARG0960 my-feed.1: Demo.1.2.3.nupkg is public there with other content. "
            + "What is public is never replaced: release a new version.");
        Pushes.ShouldBe(0);
    }

    [Fact]
    public async Task A_signature_that_the_source_adds_makes_no_other_content()
    {
        using var signed = new MemoryStream();
        signed.Write(File.ReadAllBytes(Nupkg));
        using (var archive = new ZipArchive(signed, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var signature = archive.CreateEntry(".signature.p7s").Open();
            signature.Write([1, 2, 3]);
        }

        _feed.Packages["demo/1.2.3"] = signed.ToArray();
        (await PlanAsync()).Entries[0].State.ShouldBe(PlanState.Present);
    }

    [Fact]
    public async Task A_source_that_has_a_package_and_doesnt_give_it_is_asked_again_later()
    {
        _feed.Packages["demo/1.2.3"] = File.ReadAllBytes(Nupkg);
        _feed.Lists = false;
        var error = await RefusedAsync();
        error.ShouldStartWith("ARG0960 my-feed.1: it says that it has Demo.1.2.3.nupkg, but doesn't give it");
        error.ShouldContain(
            "ARG0961 release 1.2.3: the publication ended at 'nuget'; public: nothing; not public: nuget");
    }

    [Fact]
    public async Task An_error_of_the_source_is_tried_again_and_a_lost_answer_is_no_error()
    {
        var attempts = 0;
        _feed.Otherwise = context =>
        {
            if (_feed.Requests[^1] != "PUT push" || attempts++ > 0) return false;
            FakeReleases.Read(context);
            _feed.Packages["demo/1.2.3"] = File.ReadAllBytes(Nupkg);
            context.Response.StatusCode = 503;
            return true;
        };
        await PublishAsync();
        (attempts, _feed.Packages.Count, _feed.Symbols.Count).ShouldBe((2, 1, 1));
    }

    [Fact]
    public async Task A_key_that_may_not_push_is_named_and_not_shown()
    {
        _variables["NUGET_API_KEY"] = "wrongsecret";
        var error = await RefusedAsync();
        error.ShouldStartWith("ARG0959 my-feed.1: NuGet's client says: ");
        error.ShouldContain("Give a key that may push this package.");
        error.ShouldNotContain("wrongsecret");
        _feed.Packages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unknown_sources_and_missing_keys_are_errors_before_anything()
    {
        _variables.Clear();
        (await RefusedAsync()).ShouldBe("ARG0958 argosy.yaml:4: there is no key for the NuGet source 'my-feed.1'. Set "
            + "$NUGET_API_KEY_MY_FEED_1 or $NUGET_API_KEY, or give nuget.config credentials for it.");
        (await RefusedAsync("my-fed.1")).ShouldBe(
            "ARG0957 argosy.yaml:4: nuget.config has no enabled source 'my-fed.1'. Did you mean 'my-feed.1'?");
        _feed.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_is_a_source_too_and_needs_no_key()
    {
        _variables.Clear();
        Configure(Directory.CreateDirectory(_folder.At("local")).FullName);
        await PublishAsync();
        File.ReadAllBytes(_folder["local", "Demo.1.2.3.nupkg"]).ShouldBe(File.ReadAllBytes(Nupkg));
        (await PlanAsync()).Entries[0].State.ShouldBe(PlanState.Present);
    }

    [Fact]
    public async Task A_source_without_symbols_gets_none()
    {
        _feed.TakesSymbols = false;
        (await PlanAsync()).Notes.ShouldBe(
            ["'my-feed.1' takes no symbols: Demo.1.2.3.snupkg aren't pushed there."]);
        await PublishAsync();
        (_feed.Packages.Count, _feed.Symbols.Count).ShouldBe((1, 0));
    }

    private void Configure(string source) => _folder.Write("nuget.config", $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="my-feed.1" value="{source}" allowInsecureConnections="true" />
          </packageSources>
        </configuration>
        """);

    private ReleasePublication Publication(string feed)
    {
        var targets = Model.Read(YamlFile.Parse($$"""
            project: {name: demo, version: 1.2.3}
            architectures: [x64]
            distributions: [debian-12]
            release: { nuget: [{{feed}}] }
            """, "argosy.yaml")).ReleaseTargets;
        return new(_release, [new NugetStep(_release, targets.Feeds, new(
            _folder.Path, n => _variables.GetValueOrDefault(n)))]);
    }

    private Task<PublicationPlan> PlanAsync() => Publication("my-feed.1").PlanAsync(_task);

    private async Task PublishAsync(string feed = "my-feed.1")
    {
        var publication = Publication(feed);
        await publication.PublishAsync(await publication.PlanAsync(_task), _task);
    }

    private async Task<string> RefusedAsync(string feed = "my-feed.1") =>
        (await Should.ThrowAsync<ArgosyException>(() => PublishAsync(feed))).Message;

    private byte[] Package(string id, string text = "text", bool symbols = false)
    {
        var content = _folder.Write($"{id}-{text}-{symbols}.txt", text);
        var builder = new PackageBuilder { Id = id, Version = new NuGetVersion("1.2.3"), Description = "d" };
        builder.Authors.Add("a");
        if (symbols) builder.PackageTypes.Add(NuGet.Packaging.Core.PackageType.SymbolsPackage);
        builder.Files.Add(new PhysicalPackageFile { SourcePath = content, TargetPath = "content/a.txt" });
        using var package = new MemoryStream();
        builder.Save(package);
        return package.ToArray();
    }
}
