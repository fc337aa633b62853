using Argosy.Packages.Mirrors.Python;
using Argosy.Packages.Wheels.Building;
using Argosy.Platforms;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>For each entry of the table of distributions: its roots resolve, the cross compiler builds against its
/// sysroot, its own Python makes a wheel from that, and the wheel installs and runs in a clean root. Needs the
/// network.</summary>
public sealed class PlatformTests(Roots roots)
{
    // This project's main job proves the rest.
    public static TheoryData<string, string> One => Entries(d => s_built.Contains(d) ? [] : d.Architectures.Take(1));

    public static TheoryData<string, string> Others =>
        Entries(d => s_built.Contains(d) ? d.Architectures : d.Architectures.Skip(1));

    private static readonly IReadOnlyList<Distribution> s_built =
        Model.Load(Repository.At(Model.FileName)).Distributions;

    [Theory]
    [MemberData(nameof(One))]
    [Trait("Category", "Slow")]
    public Task Each_distribution_that_is_listed_can_be_built_for(string distribution, string architecture) =>
        ProveAsync(distribution, architecture);

    [Theory]
    [MemberData(nameof(Others))]
    [Trait("Category", "Soak")]
    public Task Each_platform_that_is_listed_can_be_built_for(string distribution, string architecture) =>
        ProveAsync(distribution, architecture);

    private async Task ProveAsync(string distribution, string architecture)
    {
        using var folder = new TestFolder();
        var platform = new Platform(
            Distribution.All.Single(d => d.Name == distribution), Architecture.TryFind(architecture)!);
        var sdist = await SmallSdist.WriteAsync(folder.At("small.tar.gz"), "small");
        var wheel = (await roots.CrossBuildAsync(new WheelRequest(
            platform, sdist, await roots.SysrootAsync(platform), await roots.BuildRootAsync(platform),
            folder.At("wheels"), DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)))).File;
        WheelIndex.Write(folder.At("mirror"), [wheel.Path], DateTimeOffset.UnixEpoch);

        var outcome = await (await roots.ProofAsync(platform)).RunAsync(
            platform, await roots.CleanAsync(platform), folder.At("mirror"), sdist.Wheel, wheel, default);

        outcome.Verdict.ShouldBe(Verdict.Passed, $"{outcome.Reason} {outcome.Result?.Tail()}");
    }

    private static TheoryData<string, string> Entries(Func<Distribution, IEnumerable<string>> choose)
    {
        var entries = new TheoryData<string, string>();
        foreach (var distribution in Distribution.All)
            foreach (var architecture in choose(distribution)) entries.Add(distribution.Name, architecture);
        return entries;
    }
}
