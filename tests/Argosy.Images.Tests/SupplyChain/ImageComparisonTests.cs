using Argosy.Images.SupplyChain.Comparison;
using Argosy.Images.SupplyChain.Contents;

namespace Argosy.Images.Tests.SupplyChain;

public sealed class ImageComparisonTests
{
    [Fact]
    public async Task Two_builds_of_one_image_are_the_same()
    {
        using var one = new SampleImage();
        using var two = new SampleImage();
        var differences = await CompareAsync(one, two);
        differences.ShouldAllBe(d => d.IsSame && d.Files.Count == 0 && d.Packages.Count == 0 && d.Config.Count == 0);
        DifferenceText.Of(differences).ShouldBe("linux/amd64: the same\nlinux/arm64/v8: the same\n");
    }

    [Fact]
    public async Task Packages_and_files_that_differ_are_shown_for_each_platform()
    {
        using var before = new SampleImage();
        using var after = new SampleImage("welcome back", "2.36-9+deb12u11");
        var differences = await CompareAsync(before, after);
        differences.Select(d => d.Platform).ShouldBe(["linux/amd64", "linux/arm64/v8"]);
        var first = differences[0];
        first.Packages.ShouldBe([new("libc6", "2.36-9+deb12u10", "2.36-9+deb12u11")]);
        first.Files.Select(f => f.Path).ShouldBe(["etc/motd", "var/lib/dpkg/status"]);
        first.Files[0].Properties.ShouldBe(["size", "digest"]);
        first.Sizes.ShouldBe([new("/etc", 12, 17)]);
        first.Config.ShouldBeEmpty();
        var text = DifferenceText.Of(differences);
        text.ShouldContain("    ~ libc6 2.36-9+deb12u10 -> 2.36-9+deb12u11\n");
        text.ShouldContain("    ~ /etc/motd size 7 -> 12, digest ");
        text.ShouldContain("    ~ /etc: 12 -> 17 bytes (+5)\n");
    }

    private static async Task<IReadOnlyList<PlatformDifference>> CompareAsync(SampleImage before, SampleImage after) =>
        await ImageComparison.CompareAsync(
            await ImageSource.OpenLayoutAsync(before.Layout, CancellationToken.None),
            await ImageSource.OpenLayoutAsync(after.Layout, CancellationToken.None), CancellationToken.None);
}
