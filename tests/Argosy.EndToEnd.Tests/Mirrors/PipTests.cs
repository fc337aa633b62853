using Argosy.Packages.Wheels.Definition;
using Argosy.Platforms;
using Argosy.Processes;

namespace Argosy.EndToEnd.Tests.Mirrors;

/// <summary>Each platform's own pip installs from the served mirror, in a user's system.</summary>
[Collection(OneServer.Name)]
[Trait("Category", "EndToEnd")]
public sealed class PipTests(ServedMirrors mirrors)
{
    private static readonly IReadOnlyList<WheelDefinition> s_wheels = WheelSet.LoadAll(Repository.Root).Packages;

    [Theory]
    [MemberData(nameof(ServedMirrors.Own), MemberType = typeof(ServedMirrors))]
    public Task It_installs_by_either_index_and_by_hashes(string platform) => InstallAsync(platform);

    [Theory]
    [MemberData(nameof(ServedMirrors.Emulated), MemberType = typeof(ServedMirrors))]
    [Trait("Category", "Soak")]
    public Task So_does_that_of_an_emulated_platform(string platform) => InstallAsync(platform);

    private async Task InstallAsync(string name)
    {
        using var system = new UserSystem(ServedMirrors.PlatformOf(name), mirrors.Address);
        var names = s_wheels.Select(w => w.Name).ToArray();

        // pip accepts both kinds of index, and nginx prefers JSON for it; a page by its file's name is HTML.
        var json = await system.InstallAsync("json", ["-vv", "--index-url", system.Index, .. names]);
        json.ShouldSucceed().Output.ShouldContain("as application/vnd.pypi.simple.v1+json");
        await system.ShouldWorkAsync("json");
        var html = await system.InstallAsync("html",
        [
            "-vv", "--no-index", "--no-deps",
            .. names.SelectMany(n => (string[])["--find-links", $"{system.Index}{n}/index.html"]), .. names,
        ]);
        html.ShouldSucceed().Output.ShouldContain("as text/html");
        await system.ShouldWorkAsync("html");

        string[] hashed = ["--index-url", system.Index, "--require-hashes", "-r"];
        (await system.InstallAsync("hashed", [.. hashed, $"{system.Index}hashes.txt"])).ShouldSucceed();
        await system.ShouldWorkAsync("hashed");
        var other = await system.WithOtherHashesAsync();
        var refused = await system.InstallAsync("refused", [.. hashed, other]);
        refused.Succeeded.ShouldBeFalse();
        refused.Error.ShouldContain("DO NOT MATCH THE HASHES");
    }

    /// <summary>A folder in the clean root of the main job's proofs.</summary>
    private sealed class UserSystem : IDisposable
    {
        private readonly Platform _platform;
        private readonly string _root;
        private readonly string _inside = $"/tmp/argosy-{Guid.NewGuid():N}";

        public UserSystem(Platform platform, Uri address)
        {
            (_platform, Index) = (platform, $"{address}wheel/{platform.WheelSlug}/");
            _root = Repository.At($".argosy/roots/{platform}/clean");
            Directory.CreateDirectory(_root + _inside);
        }

        public string Index { get; }

        public Task<CommandResult> InstallAsync(string target, IEnumerable<string> arguments) => RunAsync(target,
        [
            "-m", "pip", "install", "--isolated", "--disable-pip-version-check", "--no-cache-dir", "--no-compile",
            "--only-binary", ":all:", "--target", $"{_inside}/{target}", .. arguments,
        ]);

        /// <summary>Runs the wheels' own smoke tests.</summary>
        public async Task ShouldWorkAsync(string target)
        {
            foreach (var wheel in s_wheels)
                (await RunAsync(target, ["-c", wheel.Smoke ?? $"import {wheel.Name}"])).ShouldSucceed();
        }

        /// <summary>The hashes file with one digit changed, as a path in the root.</summary>
        public async Task<string> WithOtherHashesAsync()
        {
            using var http = new HttpClient();
            var text = await http.GetStringAsync(new Uri($"{Index}hashes.txt"));
            var at = text.LastIndexOf("sha256:", StringComparison.Ordinal) + "sha256:".Length;
            var digit = text[at] == '0' ? '1' : '0';
            await File.WriteAllTextAsync($"{_root}{_inside}/hashes.txt", $"{text[..at]}{digit}{text[(at + 1)..]}");
            return $"{_inside}/hashes.txt";
        }

        public void Dispose() => Directory.Delete(_root + _inside, recursive: true);

        private Task<CommandResult> RunAsync(string target, string[] arguments) => ServedMirrors.RunAsync(
            _platform, _root, new() { ["HOME"] = _inside, ["PYTHONPATH"] = $"{_inside}/{target}" },
            "/usr/bin/python3", arguments);
    }
}
