using Argosy.Packages.Wheels.Building;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Tests;

/// <summary>A small project of each backend, built for another architecture: needs the network.</summary>
[Trait("Category", "Slow")]
public sealed class WheelBackendTests(Roots roots)
{
    private static readonly DateTimeOffset s_sourceDate = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData("setup.py", "setuptools", "small-1.0-cp311-cp311-manylinux_2_17_aarch64.whl")]
    [InlineData("setuptools", "setuptools", "small-1.0-cp311-cp311-manylinux_2_17_aarch64.whl",
        Traits = ["Category", "Soak"])]
    [InlineData("cffi", "setuptools", "small-1.0-cp311-cp311-manylinux_2_17_aarch64.whl")]
    [InlineData("cython", "setuptools", "small-1.0-cp311-cp311-manylinux_2_17_aarch64.whl",
        Traits = ["Category", "Soak"])]
    [InlineData("meson-python", "meson-python", "small-1.0-cp311-cp311-manylinux_2_17_aarch64.whl")]
    [InlineData("flit-core", "flit-core", "small-1.0-py3-none-any.whl")]
    [InlineData("hatchling", "hatchling", "small-1.0-py3-none-any.whl")]
    [InlineData("poetry-core", "poetry-core", "small-1.0-py3-none-any.whl",
        Traits = ["Category", "Soak"])]
    public Task Each_backend_is_cross_built_to_one_file_in_any_folder(string project, string backend, string file) =>
        BuildTwiceAsync("debian-12", project, backend, file);

    [Theory]
    [InlineData("scikit-build-core", "scikit-build-core", "small-1.0-cp313-cp313-manylinux_2_17_aarch64.whl")]
    [InlineData("meson-python", "meson-python", "small-1.0-cp313-cp313-manylinux_2_17_aarch64.whl")]
    [InlineData("cython", "setuptools", "small-1.0-cp313-cp313-manylinux_2_17_aarch64.whl")]
    [InlineData("hatchling", "hatchling", "small-1.0-py3-none-any.whl")]
    [Trait("Category", "Soak")]
    public Task A_later_distribution_builds_with_its_own_backends(string project, string backend, string file) =>
        BuildTwiceAsync("debian-13", project, backend, file);

    [Fact]
    public async Task A_requirement_that_the_root_lacks_is_named_with_its_package()
    {
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(() => BuildAsync(
            "[build-system]\nrequires = "
            + "['setuptools', 'Absent_Thing>=2', 'ninja', 'other; python_version < \"3\"']\n")))
            .Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("ARG0560");
        diagnostic.Cause.ShouldContain("requires 'absent-thing'");
        diagnostic.Remedy.ShouldContain("python3-absent-thing, to the package's 'build-packages:'");
    }

    [Theory]
    [InlineData("[build-system\n", "pyproject.toml:")]
    [InlineData("[build-system]\nrequires = 7\n", "no list of requirements")]
    [InlineData("[build-system]\nrequires = ['a b c']\n", "can't be read")]
    public async Task A_damaged_pyproject_is_an_error_that_names_the_project(string text, string cause)
    {
        var diagnostic = (await Should.ThrowAsync<ArgosyException>(() => BuildAsync(text))).Diagnostics[0];
        diagnostic.Id.ShouldBe("ARG0560");
        diagnostic.Place.ToString().ShouldBe("small for debian-12-arm64");
        diagnostic.Cause.ShouldContain(cause);
    }

    private async Task BuildAsync(string text)
    {
        using var folder = new TestFolder();
        await BuildAsync(folder, "debian-12", [("pyproject.toml", text), ("setup.py", "")], "wheels");
    }

    private async Task BuildTwiceAsync(string distribution, string project, string backend, string file)
    {
        using var folder = new TestFolder();
        var first = await BuildAsync(folder, distribution, BackendSdists.Of(project), "a");
        first.File.Name.FileName.ShouldBe(file);
        first.Backend.ShouldBe(backend);
        var second = await BuildAsync(folder, distribution, BackendSdists.Of(project), "elsewhere/with a longer name");
        second.File.Digest.ShouldBe(first.File.Digest);
    }

    private async Task<BuiltWheel> BuildAsync(
        TestFolder folder, string distribution, IReadOnlyList<(string File, string Text)> files, string target)
    {
        var platform = Roots.PlatformOf("arm64", distribution);
        var sdist = await SmallSdist.WriteAsync(folder.At("small.tar.gz"), "small", files);
        return await roots.CrossBuildAsync(new(platform, sdist, await roots.SysrootAsync(platform),
            await roots.BuildRootAsync(platform), folder.At(target), s_sourceDate));
    }
}
