using Argosy.Artifacts.Tasks;
using Argosy.Packages.Mirrors.Publishing;
using Argosy.Platforms;
using Argosy.Platforms.Building;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests.Publishing;

/// <summary>The mirrors of a build are published each on its own.</summary>
public sealed class MirrorPublicationTests : IDisposable
{
    private const string Declaration = "target: srv\n";

    private readonly TestFolder _folder = new();
    private readonly BuildSettings _settings;

    public MirrorPublicationTests() => _settings = new(
        _folder.Path, Host.Detect(), Model.Load(_folder.Write("argosy.yaml",
            "project: {name: p, version: '1.0', description: d}\narchitectures: [x64]\ndistributions: [debian-12]\n")),
        () => new(0));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_publishes_goes_on_after_a_failure()
    {
        var task = new TaskDeclaration();
        MirrorPublication.Declare(task);
        task.KeepsGoing.ShouldBeTrue();
    }

    [Fact]
    public async Task A_mirror_that_fails_keeps_its_snapshot_and_delays_no_other()
    {
        _folder.Write("mirrors/mirrors.yaml", Declaration);
        Write("nuget", "1.0", "a");
        await PublishAsync("nuget");
        Write("nuget", "1.0", "b");
        Write("debian", "1.0", "c");
        (await Should.ThrowAsync<ArgosyException>(PublishAsync("nuget"))).Diagnostics[0].Id.ShouldBe("ARG0594");
        (await PublishAsync("debian")).IsChanged.ShouldBeTrue();
        File.ReadAllText(_folder.At("srv/www/nuget/p/1.0/p.1.0.nupkg")).ShouldBe("a");
        File.ReadAllText(_folder.At("srv/www/debian/p/1.0/p.1.0.nupkg")).ShouldBe("c");
    }

    [Fact]
    public async Task Other_bytes_are_published_where_the_mirror_is_declared_so_and_the_run_says_it()
    {
        _folder.Write("mirrors/mirrors.yaml", $"{Declaration}replace: [nuget]\n");
        Write("nuget", "1.0", "a");
        await PublishAsync("nuget");
        Write("nuget", "1.0", "b");
        var task = new RecordedTask();
        (await PublishAsync("nuget", task)).Replaced.ShouldBe(["p/1.0/p.1.0.nupkg"]);
        task.Notes.ShouldHaveSingleItem().ShouldContain("1 replaced");
        File.ReadAllText(_folder.At("srv/www/nuget/p/1.0/p.1.0.nupkg")).ShouldBe("b");
    }

    private void Write(string mirror, string version, string content) =>
        _folder.Write($"artifacts/mirror/{mirror}/p/{version}/p.{version}.nupkg", content);

    private Task<PublishReport> PublishAsync(string mirror, RecordedTask? task = null) =>
        new MirrorPublication(_settings, new(null, () => null, DryRun: false))
            .PublishAsync(mirror, null, task ?? new());
}
