namespace Cake.Argosy.Tests.Graph;

/// <summary>Projects of others, by their declarations alone.</summary>
public sealed class AdoptionTests
{
    [Fact]
    public void A_c_library_is_adopted_by_declarations_alone()
    {
        using var graph = new SyntheticGraph(
            """
            project: {name: cjson, version: 1.7.19}
            architectures: [x64, arm64, ppc64le]
            distributions: [debian-12]
            roots: {clean: [libc6]}
            native:
              cjson:
                source: native
                inputs: [cjson/**]
                packages: [libc6-dev]
                installs: [lib/libcjson.so.1]
                tests: [test/smoke]
            """,
            ("images/cjson/image.yaml", "packages: [base-files, libc6]\nfiles:\n"
                + "  - {source: \"artifacts/native/cjson/{arch}/lib/libcjson.so*\", "
                + "destination: \"/usr/lib/{triplet}/\"}\n"),
            ("debs/debs.yaml", "maintainer: Nobody <nobody@example.invalid>\n"
                + "packages: [{name: libcjson1, description: JSON parser, libraries: [libcjson.so.1]}]\n"
                + "libraries: {libc.so.6: {package: libc6, versions: GLIBC_}}\n"),
            ("LICENSE", "MIT")).Register();
        graph.Edges("Default").ShouldBe(
            ["Tidy", "Native", "Images", "Debs", "Mirrors", "Pipelines", "Devstack", "Verify"]);
        graph.Edges("Verify").ShouldBe(["Verify-Native", "Verify-Images", "Verify-Layouts", "Verify-Debs"]);
        graph.Edges("Native-cjson-ppc64le").ShouldBe(["Sysroot-debian-12-ppc64le"]);
        graph.Inputs("Native-cjson-ppc64le").ShouldBe(["native/**", "cjson/**"]);
        graph.Declared("Verify-Native-cjson-ppc64le").Values.ShouldBe(["proof", "test/smoke"]);
        graph.Names.ShouldNotContain("Root-Python");
    }

    [Fact]
    public void A_python_extension_of_the_project_is_built_with_its_native_item_and_has_no_sdist()
    {
        using var graph = new SyntheticGraph(
            """
            project: {name: tally, version: 1.2.0}
            architectures: [x64, arm64]
            distributions: [debian-12]
            native: {tally: {source: native}}
            """,
            ("wheels/wheels.yaml", "packages: [{name: tally, project: python, natives: [tally]}]\n")).Register();
        graph.Inputs("Wheel-tally-debian-12-arm64").ShouldContain("python/**");
        graph.Inputs("Wheel-tally-debian-12-arm64").ShouldContain("artifacts/native/tally/arm64/**");
        graph.Names.ShouldNotContain("Sdist-tally");
    }
}
