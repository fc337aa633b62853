using Argosy.Packages.Mirrors.Python;
using Argosy.Packages.Wheels;
using Argosy.Packages.Wheels.Building;
using Argosy.Packages.Wheels.Definition;
using Argosy.Packages.Wheels.Proof;
using Argosy.Platforms.Diagnostics;
using Argosy.Toolchains.Running;

namespace Argosy.Packages.Tests;

/// <summary>The complete build of a wheel with apt, pip, the cross compilers and the emulators: needs the
/// network.</summary>
[Trait("Category", "Slow")]
public sealed class WheelCrossBuildTests(Roots roots)
{
    private static readonly DateTimeOffset s_sourceDate = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public async Task A_wheel_built_here_installs_and_runs_on_its_platform_and_nothing_of_its_build_stays()
    {
        using var folder = new TestFolder();
        // The main job proves those of foreign architectures.
        var wheel = await BuildAsync("x64", folder.At("wheels"));
        wheel.Name.FileName.ShouldBe("MarkupSafe-2.1.2-cp311-cp311-manylinux_2_14_x86_64.whl");
        WheelIndex.Write(folder.At("mirror"), [wheel.Path], s_sourceDate);

        var result = await ProveAsync(folder.At("mirror"), Definition, wheel);

        result.Verdict.ShouldBe(Verdict.Passed, result.Reason ?? result.Result?.Tail());
        Directory.GetFileSystemEntries(Path.Combine(await roots.CleanAsync("x64"), "tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_wheel_comes_out_in_another_folder_with_another_sysroot_folder()
    {
        using var folder = new TestFolder();
        var first = await BuildAsync("arm64", folder.At("a"));
        var moved = folder.At("a-much-longer-name-for-a-sysroot");
        Directory.CreateSymbolicLink(moved, await roots.SysrootAsync("arm64"));
        var second = await BuildAsync("arm64", folder.At("elsewhere/b"), moved);
        second.Digest.ShouldBe(first.Digest);
    }

    [Fact]
    public async Task A_smoke_test_that_fails_fails_the_proof()
    {
        using var folder = new TestFolder();
        var wheel = await BuildAsync("x64", folder.At("wheels"));
        WheelIndex.Write(folder.At("mirror"), [wheel.Path], s_sourceDate);

        var result = await ProveAsync(
            folder.At("mirror"), Definition with { Smoke = "assert False, 'no speedups'" }, wheel);

        result.Verdict.ShouldBe(Verdict.Failed);
        result.Result!.Error.ShouldContain("no speedups");
    }

    [Fact]
    public async Task Pip_starts_with_compiled_modules_in_the_root_of_a_proof()
    {
        using var folder = new TestFolder();
        var wheel = await BuildAsync("x64", folder.At("wheels"));
        WheelIndex.Write(folder.At("mirror"), [wheel.Path], s_sourceDate);

        var smoke = "import markupsafe._speedups, os, pip\nassert os.path.getsize(pip.__cached__)";
        var result = await ProveAsync(folder.At("mirror"), Definition with { Smoke = smoke }, wheel);

        result.Verdict.ShouldBe(Verdict.Passed, result.Reason ?? result.Result?.Tail());
    }

    [Fact]
    public async Task A_root_of_another_architecture_fails_the_proof_of_a_wheel()
    {
        using var folder = new TestFolder();
        var wheel = await BuildAsync("arm64", folder.At("wheels"));
        WheelIndex.Write(folder.At("mirror"), [wheel.Path], s_sourceDate);

        var result = await ProveAsync(folder.At("mirror"), Definition, wheel);

        result.Verdict.ShouldBe(Verdict.Failed);
    }

    [Fact]
    public async Task A_sysroot_without_the_targets_python_is_named()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.At("empty"));
        var error = await Should.ThrowAsync<ArgosyException>(
            async () => await BuildAsync("arm64", folder.At("wheels"), sysroot: folder.At("empty")));
        error.Diagnostics[0].Id.ShouldBe("ARG0507");
        error.Message.ShouldContain("libpython3-dev");
        Directory.GetFileSystemEntries(folder.At("wheels")).ShouldBeEmpty();
    }

    private static WheelDefinition Definition { get; } = WheelSet.Load(Repository.At("wheels/wheels.yaml")).Packages[0];

    private async Task<WheelProofOutcome> ProveAsync(string mirror, WheelDefinition definition, WheelFile wheel)
    {
        var platform = Roots.PlatformOf("x64");
        return await (await roots.ProofAsync(platform))
            .RunAsync(platform, await roots.CleanAsync(platform), mirror, definition, wheel, default);
    }

    private async Task<WheelFile> BuildAsync(string architecture, string target, string? sysroot = null)
    {
        var platform = Roots.PlatformOf(architecture);
        var buildRoot = await roots.BuildRootAsync();
        var fetcher = new SdistFetcher(Roots.Runner, SdistFetcher.DefaultCache, _ => { });
        var sdists = await fetcher.FetchAsync([Definition], SdistLock.Load(Repository.At("locks/wheels.lock")),
            LockPolicy.Prefer, new SourceArchive(platform.Distribution), default);
        return (await roots.CrossBuildAsync(new WheelRequest(platform, sdists[0],
            sysroot ?? await roots.SysrootAsync(architecture), buildRoot, target, s_sourceDate))).File;
    }
}
