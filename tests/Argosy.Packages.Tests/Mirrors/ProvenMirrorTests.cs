using Argosy.Packages.Mirrors;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms;
using Argosy.Platforms.Building;

namespace Argosy.Packages.Tests.Mirrors;

/// <summary>A mirror is published without the wheels whose proof failed.</summary>
public sealed class ProvenMirrorTests : IDisposable
{
    private const string Model = "project: {name: p, version: '1.0', description: d}\narchitectures: [x64]\n"
        + "distributions: [debian-12]\n";

    private readonly TestFolder _folder = new();
    private readonly BuildSettings _settings;
    private readonly Platform _platform;

    public ProvenMirrorTests()
    {
        _settings = new(_folder.Path, Host.Detect(), Platforms.Model.Load(_folder.Write("argosy.yaml", Model)),
            () => new(0));
        _platform = _settings.Model.Platforms[0];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wheel_whose_proof_failed_stays_in_the_mirror_and_is_not_published()
    {
        var (good, bad) = (Make("good-1-py3-none-any.whl"), Make("bad-1-py3-none-any.whl"));
        var mirror = new WheelMirror(_settings, _platform);
        var task = new RecordedTask();
        await mirror.WriteAsync(task);
        var whole = _settings.Paths.WheelMirror(_platform);
        (await mirror.ProvenAsync(task)).ShouldBe(whole);

        Fail("bad", bad);
        // Of other bytes.
        new ProofFailure("good", _platform.Name, false, "r", new string('0', 64)).Save(_settings.Paths, _platform);
        var proven = await mirror.ProvenAsync(task);
        File.Exists($"{proven}/g/good/{Path.GetFileName(good)}").ShouldBeTrue();
        File.Exists($"{proven}/b/bad/{Path.GetFileName(bad)}").ShouldBeFalse();
        File.Exists($"{whole}/b/bad/{Path.GetFileName(bad)}").ShouldBeTrue();
        task.Notes.ShouldContain("bad-1-py3-none-any.whl isn't published: it does nothing");

        ProofFailure.Remove(_settings.Paths, _platform, "bad");
        (await mirror.ProvenAsync(task)).ShouldBe(whole);
    }

    [Fact]
    public void Looking_for_a_failure_leaves_nothing_behind()
    {
        ProofFailure.Exists(_settings.Paths, _platform, "a").ShouldBeFalse();
        ProofFailure.Remove(_settings.Paths, _platform, "a");
        Directory.Exists(_folder.At("artifacts")).ShouldBeFalse();
    }

    private void Fail(string name, string wheel) =>
        new ProofFailure(name, _platform.Name, false, "it does nothing\nat all", WheelFile.Read(wheel).Digest.Hex)
            .Save(_settings.Paths, _platform);

    private string Make(string name) => FakeWheel.Make(
        _folder, Path.GetRelativePath(_folder.Path, Path.Combine(_settings.Paths.Wheels(_platform), name)));
}
