using Argosy.Artifacts;
using Argosy.Packages.Debian;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Tests.Debian;

/// <summary>The debs of every architecture, judged by lintian, and installed side by side by dpkg.</summary>
public sealed class DebArchitectureTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x64", true)]
    [InlineData("arm64", true, Traits = ["Category", "Soak"])]
    [InlineData("ppc64le", false, Traits = ["Category", "Soak"])]
    [InlineData("s390x", false)]
    [Trait("Category", "Slow")]
    public async Task Lintian_has_no_error_for_any_package(string architecture, bool isCommonLicense)
    {
        var item = new DemoItem(_folder, architecture, architecture)
        {
            License = isCommonLicense ? Repository.At("LICENSE") : null,
        };
        var debs = await (await item.WriteAsync()).BuildAsync();
        debs.Count.ShouldBe(5);
        var judged = await Roots.Runner.TryRunAsync(
            new Command("lintian", ["--fail-on=error", "--allow-root", .. debs.Select(d => d.Path)]), default);
        judged.ExitCode.ShouldBe(0, judged.Output + judged.Error);
    }

    [Fact]
    public async Task Packages_of_two_architectures_are_installed_in_one_root()
    {
        var (one, two) = (await (await Item("arm64").WriteAsync()).BuildAsync(),
            await (await Item("s390x").WriteAsync()).BuildAsync());
        Architecture[] both = [Item("arm64").Architecture, Item("s390x").Architecture];
        var dpkg = DpkgState.Write(_folder.At("dpkg"), Roots.Runner.Host, both,
            [new("libc6", "2.36-9", Digest.Of("a")), new("libfabric1", "1.17", Digest.Of("b"))]);
        var root = Directory.CreateDirectory(_folder.At("root")).FullName;
        await Roots.Runner.RunAsync(
            dpkg.Install(one.Concat(two).Where(d => d.IsCoInstallable).Select(d => d.Path), root), default);
        File.Exists($"{root}/usr/lib/aarch64-linux-gnu/libdemo.so.0").ShouldBeTrue();
        File.Exists($"{root}/usr/lib/s390x-linux-gnu/libdemo.so.0").ShouldBeTrue();
        File.Exists($"{root}/usr/include/demo.h").ShouldBeTrue();
        File.ReadAllText(dpkg.Status).Split("\n\n").Count(p =>
            p.Contains("Package: libdemo0\n", StringComparison.Ordinal)
            && p.Contains("Status: install ok installed\n", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_header_that_differs_between_architectures_is_named()
    {
        var one = await (await Item("arm64").WriteAsync()).BuildAsync();
        var other = await Item("s390x").WriteAsync();
        await CoInstallable.CheckAsync(one, await other.BuildAsync(), default);

        File.AppendAllText($"{other.Installed}/include/demo.h", "#define BIG 1\n");
        var two = await other.BuildAsync();
        var error = await Should.ThrowAsync<ArgosyException>(() => CoInstallable.CheckAsync(one, two, default));
        error.Diagnostics[0].Id.ShouldBe("ARG0525");
        error.Message.ShouldContain("libdemo-dev: /usr/include/demo.h differs between arm64 and s390x");
    }

    private DemoItem Item(string architecture) => new(_folder, architecture, architecture);
}
