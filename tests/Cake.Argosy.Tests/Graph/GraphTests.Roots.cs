namespace Cake.Argosy.Tests.Graph;

public sealed partial class GraphTests
{
    [Fact]
    public void A_wheel_needs_its_own_roots_alone()
    {
        using var graph = new SyntheticGraph(Bare + Roots, ("wheels/wheels.yaml", """
            packages:
              - {name: plain, source: plain, smoke: x}
              - {name: xml, source: xml, smoke: x, packages: [libxml2-dev]}
              - {name: both, source: both, smoke: x, packages: [zlib1g-dev], build-packages: [cython3]}

            """)).Register();
        OfWheels("Wheel-plain-debian-12-arm64").ShouldBeEmpty();
        OfWheels("Verify-Wheel-plain-debian-12-arm64").ShouldBeEmpty();
        var xml = OfWheels("Wheel-xml-debian-12-arm64").ShouldHaveSingleItem();
        var both = OfWheels("Wheel-both-debian-12-arm64");
        both.Count.ShouldBe(2);
        both.ShouldNotContain(xml);
        OfWheels("Verify-Wheel-xml-debian-12-arm64").ShouldHaveSingleItem()
            .ShouldBe(xml.Replace("-sysroot-", "-clean-", StringComparison.Ordinal));

        List<string> OfWheels(string name) =>
            [.. graph.Edges(name).Where(e => e.StartsWith("Root-Wheel-", StringComparison.Ordinal))];
    }

    [Fact]
    public void Roots_that_nobody_describes_have_what_native_items_and_their_packages_need()
    {
        const string native = "native: {z: {source: z, packages: [zlib1g-dev]}}\n";
        using var alone = new SyntheticGraph(Bare + native).Register();
        alone.Declared("Sysroot-debian-12-arm64").Values.ShouldContain("libc6-dev");
        alone.Declared("Sysroot-debian-12-arm64").Values.ShouldContain("zlib1g-dev");
        using var packaged = new SyntheticGraph(
            Bare + native, ("debs/debs.yaml", "maintainer: A <a@b.invalid>\npackages: [{native: z}]\n")).Register();
        var clean = packaged.Declared("Root-Clean-debian-12-arm64").Values;
        clean.ShouldContain("libc6");
        // What the package depends on: apt has to find it there.
        clean.ShouldContain("zlib1g-dev");
    }

    [Fact]
    public void A_package_without_native_libraries_is_the_same_for_any_architectures_of_the_run()
    {
        using var all = new SyntheticGraph(Bare + Roots + Native + Dotnet).Register();
        using var one = new SyntheticGraph(Bare + Roots + Native + Dotnet).Register(("arch", "arm64"));
        static IEnumerable<string> Values(SyntheticGraph graph, string name) =>
            graph.Declared(name).Values.Where(v => !v.All(char.IsAsciiDigit));
        Values(one, "Pack-cli").ShouldBe(Values(all, "Pack-cli"));
        Values(one, "Pack-app").ShouldNotBe(Values(all, "Pack-app"));
    }
}
