using Argosy.Artifacts;
using Argosy.Packages.Mirrors.Debian;
using Argosy.Packages.Mirrors.Python;
using Argosy.Packages.Nuget;
using Argosy.Packages.Tests.Debian;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Building;
using Argosy.Platforms;

namespace Argosy.Packages.Tests;

/// <summary>What is written under another umask, time zone and language is the same, in digests and in modes. Alone,
/// since the whole process has them.</summary>
[Collection(Name)]
public sealed class ForeignSessionTests(Roots roots) : IDisposable
{
    private const string Name = "foreign session";
    private static readonly DateTimeOffset s_date = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Debs_and_mirrors_have_the_same_bytes_and_modes()
    {
        await new DemoItem(_folder, "x64", "item").WriteAsync();
        FakeWheel.Make(_folder, "wheels/a-1-py3-none-any.whl", ">=3.9");
        FakeNupkg.Make(_folder, "Iı.İi", "1.0.0-Rc.1", file: "packages/Iı.İi.1.0.0-Rc.1.nupkg");
        await WriteAsync("one");
        using (new ForeignSession())
        {
            (await Roots.Runner.RunAsync(new("sh", "-c", "umask; date -d 2023-11-14 +%z"), default)).Output
                .ShouldBe("0077\n+1400\n");
            await WriteAsync("two");
        }

        var ordinary = Contents("one");
        ordinary.ShouldContain(c => c.EndsWith("_amd64.deb 644", StringComparison.Ordinal));
        ordinary.Except(Contents("two")).ShouldBeEmpty();
        Contents("two").Except(ordinary).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_wheel_has_the_same_bytes()
    {
        var sdist = await SmallSdist.WriteAsync(_folder.At("evil.tar.gz"), "evil");
        var ordinary = await BuildAsync("one");
        using (new ForeignSession()) (await BuildAsync("two")).Digest.ShouldBe(ordinary.Digest);

        async Task<WheelFile> BuildAsync(string at) => (await roots.CrossBuildAsync(new WheelRequest(
            Roots.PlatformOf("arm64"), sdist, await roots.SysrootAsync("arm64"), await roots.BuildRootAsync(),
            _folder.At(at), s_date))).File;
    }

    // As a project's tasks do, into folders that are published.
    private async Task WriteAsync(string at)
    {
        var debs = await new DemoItem(_folder, "x64", "item").BuildAsync();
        await new AptArchive(Roots.Runner, new("argosy", Architecture.All, s_date)).WriteAsync(
            _folder.At($"{at}/debian"),
            [new(Roots.PlatformOf("x64").Distribution, [.. debs.Select(d => d.Path)])], default);
        Publish($"{at}/wheel", folder => WheelIndex.Write(folder, Directory.GetFiles(_folder.At("wheels")), s_date));
        Publish($"{at}/nuget", folder => NugetFeed.Write(
            folder, Directory.GetFiles(_folder.At("packages")), new("http://127.0.0.1:1/nuget/"), s_date));
    }

    private void Publish(string folder, Action<string> write)
    {
        using var staged = new StagedFolder(_folder.At(folder));
        write(staged.Path);
        staged.Publish();
    }

    private List<string> Contents(string folder) =>
    [
        .. Directory.GetFileSystemEntries(_folder.At(folder), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(f => $"{Digest.TryOfFile(f)} {Path.GetRelativePath(_folder.At(folder), f)} "
                + Convert.ToString((int)File.GetUnixFileMode(f), 8)),
    ];

    /// <summary>With roots of its own, made in an ordinary session.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone : ICollectionFixture<Roots>;
}
