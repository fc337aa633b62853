using Argosy.Packages.Wheels.Building;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>Wheels that are built by their platform's own Python and compilers.</summary>
[Trait("Category", "Slow")]
public sealed class RootWheelBuildTests(Roots roots)
{
    private static readonly DateTimeOffset s_sourceDate = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData("meson-python", "cp311")]
    [InlineData("cffi", "cp311")]
    [Trait("Category", "Soak")]
    public Task An_emulated_build_inside_a_root_gives_one_file_in_any_folder(string project, string tag) =>
        BuildInsideAsync("arm64", "2_17_aarch64", project, tag, "a", "a/longer/name");

    [Fact]
    public Task A_project_is_built_inside_a_root_of_its_platform() =>
        BuildInsideAsync("x64", "2_5_x86_64", "cffi", "cp311", "a");

    private async Task BuildInsideAsync(
        string architecture, string tagged, string project, string tag, params string[] targets)
    {
        using var folder = new TestFolder();
        var platform = Roots.PlatformOf(architecture);
        var sdist = await SmallSdist.WriteAsync(folder.At("small.tar.gz"), "small", BackendSdists.Of(project));
        var builder = new EmulatedBuilder(Roots.Runner, new Confinement());
        var built = new List<BuiltWheel>();
        foreach (var target in targets) built.Add(await builder.BuildAsync(await RequestAsync(target), default));
        built.ShouldAllBe(b => b.File.Name.FileName == $"small-1.0-{tag}-{tag}-manylinux_{tagged}.whl");
        built.Select(b => b.File.Digest).Distinct().ShouldHaveSingleItem();

        async Task<WheelRequest> RequestAsync(string target) => new(platform, sdist, await roots.SysrootAsync(platform),
            await roots.EmulatedAsync(platform), folder.At(target), s_sourceDate);
    }
}
