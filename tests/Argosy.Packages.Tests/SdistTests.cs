using Argosy.Artifacts;
using Argosy.Packages.Apt;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Definition;
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

    [Fact]
    public void A_lock_reads_back_as_it_was_written()
    {
        var pin = new SdistPin("1:2.0~rc1-1", "alpha_2.0.orig.tar.gz", Digest.Of("x"));
        Lock(pin).Save(_folder.At("wheels.lock"));
        SdistLock.Load(_folder.At("wheels.lock")).TryFind("alpha").ShouldBe(pin);
        SdistLock.Empty.Save(_folder.At("empty.lock"));
        SdistLock.Load(_folder.At("empty.lock")).Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a:\n  version: '1'\n  file: f\n  sha256: abc\n", "isn't a SHA-256 digest")]
    [InlineData("a:\n  version: '1'\n  file: ../f\n  sha256: 0000000000000000000000000000000000000000000000000000000000000000\n",
        "isn't a file name")]
    public void A_damaged_lock_is_refused(string text, string says)
    {
        var error = Should.Throw<ArgosyException>(() => SdistLock.Read(YamlFile.Parse(text, "wheels.lock")));
        error.Diagnostics[0].Id.ShouldBe("ARG0502");
        error.Message.ShouldContain(says);
    }

    private static SourceArchive Nowhere { get; } =
        new(Roots.PlatformOf("x64").Distribution, $"copy:{Path.GetTempPath()}no-such-archive");

    private static SdistLock Lock(SdistPin pin) => new(new Dictionary<string, SdistPin> { ["alpha"] = pin });

    private SdistPin Cached(string content)
    {
        var pin = new SdistPin("1.0-1", "alpha_1.0.orig.tar.gz", Digest.Of(content));
        _folder.Write($"cache/{pin.Digest.Hex}/{pin.File}", content);
        return pin;
    }

    private Task<ArgosyException> FailureAsync(SdistLock pins, LockPolicy policy) => Should.ThrowAsync<ArgosyException>(
        () => new SdistFetcher(Roots.Runner, _folder.At("cache"), _said.Add)
            .FetchAsync([s_wheel], pins, policy, Nowhere, default));
}
