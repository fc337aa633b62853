using Argosy.Artifacts;
using Argosy.Packages.Apt;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Versions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;
using Argosy.Processes;

namespace Argosy.Packages.Tests;

public sealed class SdistTests : IDisposable
{
    private static readonly WheelDefinition s_wheel = new("alpha") { Source = "alpha" };
    private readonly TestFolder _folder = new();
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_pinned_sdist_in_the_cache_needs_no_network()
    {
        var pin = Cached("content");
        var commands = new List<string>();
        var fetcher = new SdistFetcher(new CommandRunner(commands.Add), _folder.At("cache"), _said.Add);
        var sdist = (await fetcher.FetchAsync([s_wheel], Lock(pin), LockPolicy.Require, Nowhere, default))[0];
        sdist.Pinned.ShouldBeTrue();
        Digest.OfFile(sdist.Path).ShouldBe(pin.Digest);
        commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_altered_sdist_in_the_cache_isnt_used()
    {
        var pin = Cached("content");
        File.WriteAllText(_folder.At($"cache/{pin.Digest.Hex}/{pin.File}"), "altered");
        (await FailureAsync(Lock(pin), LockPolicy.Require)).Diagnostics[0].Id.ShouldBe("ARG0505");
    }

    [Fact]
    public async Task What_isnt_locked_is_refused_under_locked_and_names_the_remedy()
    {
        var error = await FailureAsync(SdistLock.Empty, LockPolicy.Require);
        error.Diagnostics[0].Id.ShouldBe("ARG0503");
        error.Message.ShouldContain("./build.sh --target=Update-Locks");
    }

    [Fact]
    public void A_file_that_the_mirror_lacks_is_named()
    {
        const string missing =
            "E: Failed to fetch http://mirror.invalid/a.orig.tar.gz  404  Not Found [IP: 192.0.2.1 80]";
        var said = SourceSession.Reasons(new(
            100, "Reading package lists...\nNeed to get 3 kB.\n", $"{missing}\nE: Failed to fetch some archives.\n"));
        said.ShouldBe($"{missing}\nE: Failed to fetch some archives.");
        SourceSession.Reasons(new(1, "", "something else\n")).ShouldBe("something else");
    }

    [Theory]
    [InlineData("a:\n  '1':\n    file: f\n    sha256: abc\n    from: x\n", "isn't a SHA-256 digest")]
    [InlineData("a:\n  '1':\n    file: ../f\n    sha256: 0000000000000000000000000000000000000000000000000000000000000000\n    from: x\n",
        "isn't a file name")]
    [InlineData("a:\n  version: '1'\n  file: f\n", "'version' isn't a version of PEP 440")]
    [InlineData("a:\n  '1': x\n", "a version has no map of its sdist")]
    public void A_damaged_lock_is_refused(string text, string says)
    {
        var error = Should.Throw<ArgosyException>(() => SdistLock.Read(YamlFile.Parse(text, "wheels.lock")));
        error.Diagnostics[0].Id.ShouldBe("ARG0502");
        error.Message.ShouldContain(says);
    }

    private static SourceArchive Nowhere { get; } =
        new(Roots.PlatformOf("x64").Distribution, $"copy:{Path.GetTempPath()}no-such-archive");

    [Fact]
    public async Task The_next_source_is_tried_if_one_has_another_version()
    {
        _folder.Write("one/alpha-2.0.tar.gz", "2");
        _folder.Write("two/alpha-1.0.tar.gz", "1");
        var sdist = (await Fetcher.FetchAsync([s_wheel with { Version = PythonVersion.Parse("1") }], SdistLock.Empty,
            LockPolicy.Renew, Folders("one", "two"), default))[0];
        (sdist.Version, sdist.From, sdist.Digest).ShouldBe(("1.0", "folder two", Digest.Of("1")));
        sdist.Path.ShouldBe(_folder.At($"cache/{Digest.Of("1").Hex}/alpha-1.0.tar.gz"));
    }

    [Fact]
    public async Task What_no_source_has_names_all_sources_and_what_each_has()
    {
        _folder.Write("one/alpha-2.0.tar.gz", "2");
        var error = await Should.ThrowAsync<ArgosyException>(() => Fetcher.FetchAsync(
            [s_wheel with { Version = PythonVersion.Parse("1") }], SdistLock.Empty, LockPolicy.Prefer,
            Folders("one", "two"), default));
        error.Message.ShouldStartWith("ARG0552 wheels/wheels.yaml: no source has the sdist of alpha 1 "
            + "(folder one: it has alpha-2.0.tar.gz; folder two: it has no sdist of it).");
    }

    [Fact]
    public async Task A_pinned_file_with_another_content_is_refused()
    {
        _folder.Write("one/alpha-1.0.tar.gz", "altered");
        var pin = new PinnedSdist("alpha-1.0.tar.gz", Digest.Of("1"), "folder one");
        var error = await Should.ThrowAsync<ArgosyException>(() => Fetcher.FetchAsync(
            [s_wheel], Lock(pin), LockPolicy.Prefer, Folders("two", "one"), default));
        error.Message.ShouldStartWith("ARG0504 locks/wheels.lock: alpha-1.0.tar.gz of 'alpha' (folder one) is");
    }

    [Fact]
    public async Task A_pinned_file_is_taken_from_another_source_that_has_its_content()
    {
        _folder.Write("two/alpha-1.0.tar.gz", "1");
        var pin = new PinnedSdist("alpha-1.0.tar.gz", Digest.Of("1"), "folder one");
        var sdist = (await Fetcher.FetchAsync(
            [s_wheel], Lock(pin), LockPolicy.Require, Folders("one", "two"), default))[0];
        sdist.Pinned.ShouldBeTrue();
    }

    private SdistFetcher Fetcher => new(Roots.Runner, _folder.At("cache"), _said.Add);

    private SourceArchive Folders(params string[] folders) => Nowhere with
    {
        Root = _folder.Path,
        Sources = [.. folders.Select(f => new WheelSource.Folder(f))],
    };

    private static SdistLock Lock(PinnedSdist pin) =>
        SdistLock.Of([("alpha", new SdistPin(PythonVersion.Parse("1.0")) { Sdist = pin })]);

    private PinnedSdist Cached(string content)
    {
        var pin = new PinnedSdist("alpha_1.0.orig.tar.gz", Digest.Of(content), "debian-12 alpha 1.0-1");
        _folder.Write($"cache/{pin.Digest.Hex}/{pin.File}", content);
        return pin;
    }

    private Task<ArgosyException> FailureAsync(SdistLock pins, LockPolicy policy) => Should.ThrowAsync<ArgosyException>(
        () => new SdistFetcher(Roots.Runner, _folder.At("cache"), _said.Add)
            .FetchAsync([s_wheel], pins, policy, Nowhere, default));
}
