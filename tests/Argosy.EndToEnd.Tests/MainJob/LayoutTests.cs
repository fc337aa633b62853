using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.MainJob;

[Trait("Category", "EndToEnd")]
public class LayoutTests
{
    private static readonly Model s_model = Model.Load(Repository.At(Model.FileName));

    public static TheoryData<string> Architectures => [.. s_model.Architectures.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Each_architecture_has_its_sysroot_and_its_native_folder(string architecture)
    {
        var platform = s_model.BasePlatform(s_model.Architectures.Single(a => a.Name == architecture));
        Files($"artifacts/sysroots/{platform}/usr/include", "stdio.h").ShouldNotBeEmpty();
        Files($"artifacts/native/rdma/{architecture}/lib", "libargosy_rdma.so*").Count.ShouldBe(3);
        Files($"artifacts/native/rdma/{architecture}/include", "rdma.h").ShouldNotBeEmpty();
        Files($"artifacts/native/rdma/{architecture}/test", "argosy-rdma-selftest").ShouldNotBeEmpty();
    }

    [Fact]
    public void Each_platform_has_its_wheels_and_their_mirror()
    {
        foreach (var platform in s_model.Platforms)
        {
            Files($"artifacts/wheels/{platform}", "*.whl").ShouldNotBeEmpty();
            Files($"artifacts/mirror/wheel/{platform.WheelSlug}", "*.whl").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Each_architecture_has_its_debs_and_an_archive_has_all_of_them()
    {
        var debs = Files("artifacts/debs", "*.deb");
        foreach (var architecture in s_model.Architectures)
        {
            Files($"artifacts/debs/{s_model.BasePlatform(architecture)}", "*.deb")
                .Select(Path.GetFileNameWithoutExtension)
                .ShouldContain(name => name!.EndsWith($"_{architecture.DebianName}", StringComparison.Ordinal));
        }

        Files("artifacts/mirror/debian", "Release").ShouldNotBeEmpty();
        Files("artifacts/mirror/debian", "*.deb").Count.ShouldBe(debs.Count);
    }

    [Fact]
    public void Packages_lie_with_their_symbols_and_in_the_feed()
    {
        // A template has no assemblies, and so no symbols.
        Files("artifacts/packages", "*.nupkg").Count.ShouldBe(Files("artifacts/packages", "*.snupkg").Count + 1);
        Files("artifacts/mirror/nuget", "index.json").ShouldNotBeEmpty();
        Files("artifacts/mirror/nuget", "*.nupkg").ShouldNotBeEmpty();
    }

    [Fact]
    public void Each_image_is_one_layout_with_one_index()
    {
        foreach (var image in Directory.EnumerateFiles(
            Repository.At("images"), "image.yaml", SearchOption.AllDirectories))
        {
            var layout = $"artifacts/images/{Path.GetFileName(Path.GetDirectoryName(image))}";
            Files(layout, "oci-layout").ShouldNotBeEmpty();
            Files(layout, "index.json").ShouldNotBeEmpty();
            Directory.EnumerateFiles(Repository.At($"{layout}/blobs/sha256")).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Every_task_has_a_log_and_the_run_a_report()
    {
        File.Exists(Repository.At("artifacts/report.json")).ShouldBeTrue();
        foreach (var architecture in s_model.Architectures)
            File.Exists(Repository.At($"artifacts/logs/Native-rdma-{architecture}.log")).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_half_written_stays() =>
        Directory.EnumerateFileSystemEntries(Repository.At("artifacts"), "*.partial", SearchOption.AllDirectories)
            .ShouldBeEmpty();

    private static List<string> Files(string folder, string pattern)
    {
        Directory.Exists(Repository.At(folder)).ShouldBeTrue(folder);
        return [.. Directory.EnumerateFiles(Repository.At(folder), pattern, SearchOption.AllDirectories)];
    }
}
