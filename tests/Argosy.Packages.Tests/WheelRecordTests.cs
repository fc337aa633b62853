using Argosy.Packages.Wheels.Building;
using Argosy.Platforms;

namespace Argosy.Packages.Tests;

public sealed class WheelRecordTests
{
    [Fact]
    public void A_record_has_these_bytes_and_reads_back()
    {
        using var folder = new TestFolder();
        var record = new WheelRecord(
            "lxml", "4.9.2", "debian-12-arm64", WheelBuilt.Emulated, "setuptools", "a.c:1: fatal error: é", null);
        record.Save(folder.At("build.json"));
        File.ReadAllText(folder.At("build.json")).ShouldBe("""
            {
              "name": "lxml",
              "version": "4.9.2",
              "platform": "debian-12-arm64",
              "how": "emulated",
              "backend": "setuptools",
              "fallback": "a.c:1: fatal error: é",
              "error": null
            }

            """);
        WheelRecord.TryLoad(folder.At("build.json")).ShouldBe(record);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"how\": \"by magic\"}")]
    public void A_damaged_record_counts_as_none(string text)
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.At("build.json"), text);
        WheelRecord.TryLoad(folder.At("build.json")).ShouldBeNull();
    }

    [Fact]
    public void Requirements_have_their_packages_and_programs()
    {
        var table = BuildBackends.Table;
        table.PackageOf("meson-python").ShouldBe("python3-mesonpy");
        table.PackageOf("cython").ShouldBe("cython3");
        table.PackageOf("numpy").ShouldBe("python3-numpy");
        table.ProgramOf("ninja").ShouldBe("ninja");
        table.ProgramOf("numpy").ShouldBeNull();
        table.ToolsOf("scikit_build_core.build").ShouldContain("cmake");
        table.ToolsOf("setuptools.build_meta").ShouldBeEmpty();
    }

    [Fact]
    public void A_root_has_only_packages_that_its_distribution_has()
    {
        var (former, later) = (Of("debian-12"), Of("debian-13"));
        former.Except(later).ShouldBeEmpty();
        later.Except(former).ShouldBe(["python3-scikit-build-core"]);

        static IReadOnlyList<string> Of(string name) =>
            BuildBackends.Table.BuildRoot(Distribution.All.Single(d => d.Name == name));
    }
}
