using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;

namespace Cake.Argosy.Tests.Graph;

/// <summary>Tasks follow from the model: a cell for each artifact, aggregates over them, and no other tasks.</summary>
public sealed partial class GraphTests
{
    private const string Bare = """
        project: {name: demo, version: "1.2"}
        architectures: [x64, arm64]
        distributions: [debian-12, debian-13]

        """;

    private const string Roots = """
        roots: {sysroot: [libc6-dev], clean: [libc6], python-build: [python3-pip], mono: [mono-runtime]}

        """;

    private const string Native = """
        native:
          z: {source: native/z, inputs: ["!native/z/build/**", shared/*.h], tools: [bison], installs: [lib/libz.so], options: {LEVEL: 9}}
          a: {source: native/a, sanitized: {SANITIZE: ON}}

        """;

    private const string Dotnet = """
        dotnet:
          app:
            project: src/App/App.csproj
            inputs: [src/Common/**]
            frameworks: [net10.0, netstandard2.0]
            natives: [z]
            package: {id: Demo.App, symbols: true}
          cli: {project: src/Cli/Cli.csproj, package: {id: Demo.Cli, tool: {command: demo}}}
          check:
            project: src/Check/Check.csproj
            frameworks: [net10.0, net461]
            natives: [z]
            self-test: {of: [app], program: check}

        """;

    private static readonly (string, string) s_wheels = ("wheels/wheels.yaml", "packages:\n"
        + "  - {name: one, source: one, smoke: import one}\n"
        + "  - {name: two, source: two, smoke: import two}\n");

    private static readonly (string, string) s_debs = ("debs/debs.yaml", """
        maintainer: A <a@b.invalid>
        packages: [{name: libz0, description: Z., libraries: [libz.so.0]}]
        libraries: {}

        """);

    private static readonly (string, string) s_image = ("images/web/image.yaml", """
        packages: [base-files]
        files:
          - {source: "artifacts/native/z/{arch}/lib/libz.so*", destination: "/usr/lib/{triplet}/"}
          - {source: images/web/etc, destination: /etc}
          - {source: share/x64.txt, destination: /x, architectures: [x64]}

        """);

    // The tasks of every project.
    private static readonly string[] s_always =
    [
        "Clean", "Default", "Devstack", "Mirrors", "Pipelines", "Publish-Mirrors", "Release", "Release-Files",
        "Release-Inputs", "Release-Proofs", "Reproduce-Release", "Tidy", "Update-Locks", "Verify",
    ];

    [Fact]
    public void A_project_that_makes_nothing_has_no_targets_that_would()
    {
        using var graph = new SyntheticGraph(Bare).Register();
        graph.Names.ShouldBe(s_always);
        graph.Targets.ShouldBe(s_always);
        graph.Edges("Default").ShouldBe(["Tidy", "Mirrors", "Pipelines", "Devstack", "Verify"]);
    }

    [Fact]
    public void Native_items_alone_need_no_dotnet()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native).Register();
        graph.Names.Where(n => n.Contains("Native", StringComparison.Ordinal)).ShouldBe(
        [
            "Native-a-x64", "Native-a-arm64", "Native-z-x64", "Native-z-arm64",
            "Native-x64", "Native-arm64", "Native-a", "Native-z", "Native",
            "Native-Sanitized-a", "Native-Sanitized", "Test-Native-a", "Test-Native",
            "Verify-Native-a-x64", "Verify-Native-a-arm64", "Verify-Native-z-x64", "Verify-Native-z-arm64",
            "Verify-Native-x64", "Verify-Native-arm64", "Verify-Native-a", "Verify-Native-z", "Verify-Native",
        ], ignoreOrder: true);
        graph.Names.ShouldNotContain("Dotnet");
        graph.Edges("Native-arm64").ShouldBe(["Native-a-arm64", "Native-z-arm64"]);
        graph.Edges("Native-z").ShouldBe(["Native-z-x64", "Native-z-arm64"]);
        graph.Edges("Verify-Native-z-arm64").ShouldBe(["Native-z-arm64"]);
        graph.Edges("Test-Native-a").ShouldBe(["Native-Sanitized-a"]);
    }

    [Fact]
    public void A_native_cell_declares_its_item()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native, ("native/z/CMakeLists.txt", "")).Register();
        var cell = graph.Declared("Native-z-arm64");
        cell.Inputs.ShouldBe(["native/z/**", "!native/z/build/**", "shared/*.h"]);
        cell.Outputs.ShouldBe(["artifacts/native/z/arm64"]);
        cell.Values.ShouldBe(["build=CMake", "LEVEL=9", "lib/libz.so"]);
        cell.Tools.ShouldBe(["cmake", "ninja", "unshare", "env", "aarch64-linux-gnu-gcc", "bison"]);
        (cell.Family, cell.Cell).ShouldBe(("Native", "z-arm64"));
        cell.Aggregates.ShouldBe(["Native-arm64", "Native-z", "Native"], ignoreOrder: true);
        // Only on the first distribution.
        graph.Edges("Native-z-arm64").ShouldBe(["Sysroot-debian-12-arm64"]);
        graph.Declared("Sysroot-debian-13-arm64").Outputs.ShouldContain("artifacts/sysroots/debian-13-arm64");
    }

    [Fact]
    public void A_dotnet_item_is_published_packed_and_proven_as_far_as_it_says()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native + Dotnet).Register();
        graph.Edges("Dotnet").ShouldBe(
            ["Dotnet-app-net10.0", "Dotnet-app-netstandard2.0", "Dotnet-check-net10.0", "Dotnet-check-net461"],
            ignoreOrder: true);
        graph.Declared("Dotnet-app-net10.0").Outputs.ShouldBe(["artifacts/managed/app/net10.0"]);
        graph.Declared("Dotnet-app-net10.0").Inputs.ShouldBe(["src/App/**", "src/Common/**"]);
        // The SDK looks for these from the project's folder upwards.
        graph.Inputs("Dotnet-app-net10.0").ShouldContain("src/App/Directory.*.props");
        graph.Inputs("Dotnet-app-net10.0").ShouldContain("src/Common/Directory.*.props");
        graph.Inputs("Dotnet-app-net10.0").ShouldContain("src/Directory.*.targets");
        graph.Inputs("Dotnet-app-net10.0").ShouldContain("NuGet.config");
        graph.Declared("Dotnet-check-net461").Outputs.ShouldBe([".argosy/selftest/check/net461"]);
        graph.Edges("Pack").ShouldBe(["Pack-app", "Pack-cli"]);
        // NuGet's form of the version.
        graph.Declared("Pack-app").Outputs.ShouldBe(
            ["artifacts/packages/Demo.App.1.2.0.nupkg", "artifacts/packages/Demo.App.1.2.0.snupkg"]);
        graph.Declared("Pack-cli").Outputs.ShouldBe(["artifacts/packages/Demo.Cli.1.2.0.nupkg"]);
        graph.Inputs("Pack-app").ShouldContain("artifacts/native/z/arm64/lib/**");
        graph.Inputs("Pack-cli").ShouldNotContain(i => i.StartsWith("artifacts", StringComparison.Ordinal));
        graph.Edges("Pack-app").ShouldBe(["Dotnet-app-net10.0", "Dotnet-app-netstandard2.0"]);
        graph.Edges("Verify-Dotnet").ShouldBe(["Verify-Dotnet-check-x64", "Verify-Dotnet-check-arm64"]);
        graph.Edges("Verify-Dotnet-check-arm64").ShouldBe(
            ["Root-Mono-debian-12-arm64", "Dotnet-check-net10.0", "Dotnet-check-net461"], ignoreOrder: true);
        graph.Inputs("Verify-Dotnet-check-arm64").ShouldBe(
        [
            "artifacts/native/z/arm64/lib/**",
            "artifacts/packages/Demo.App.1.2.0.nupkg",
            "artifacts/packages/Demo.App.1.2.0.snupkg"
        ]);
        graph.Names.Where(n => n.StartsWith("Root-Mono", StringComparison.Ordinal)).ShouldBe(
            ["Root-Mono-debian-12-arm64", "Root-Mono-debian-12", "Root-Mono-arm64", "Root-Mono"], ignoreOrder: true);
        graph.Edges("Verify-Pack").ShouldBe(["Verify-Pack-app", "Verify-Pack-cli"]);
    }

    [Fact]
    public void On_an_arm64_host_x64_is_the_foreign_one()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native + Dotnet, s_wheels)
        {
            Host = new(Architecture.TryFind("arm64")!),
        }.Register();
        // Cross and native builds are the same tasks; what differs is where things run.
        graph.Declared("Native-z-x64").Tools.ShouldContain("x86_64-linux-gnu-gcc");
        graph.Declared("Native-z-arm64").Tools.ShouldContain("aarch64-linux-gnu-gcc");
        graph.Edges("Verify-Dotnet-check-arm64").ShouldNotContain("Root-Mono-debian-12-arm64");
        graph.Edges("Verify-Dotnet-check-x64").ShouldContain("Root-Mono-debian-12-x64");
        graph.Names.ShouldNotContain("Root-Mono-debian-12-arm64");
        // The distribution's Python runs on the host.
        graph.Declared("Root-Python-debian-12").Outputs.ShouldContain(".argosy/roots/debian-12-arm64/python-build");
    }

    [Fact]
    public void A_self_test_without_a_framework_for_mono_runs_on_the_host_alone()
    {
        using var graph = new SyntheticGraph(
            Bare + Roots + Native + Dotnet.Replace("[net10.0, net461]", "[net10.0]", StringComparison.Ordinal))
            .Register();
        graph.Edges("Verify-Dotnet").ShouldBe(["Verify-Dotnet-check-x64"]);
        graph.Names.ShouldNotContain("Root-Mono");
    }

    [Fact]
    public void Each_wheel_fails_on_its_own()
    {
        using var graph = new SyntheticGraph(Bare + Roots, s_wheels).Register();
        graph.Edges("Wheel-one-debian-13-arm64").ShouldBe(
            ["Sysroot-debian-13-arm64", "Root-Python-debian-13", "Sdist-one"], ignoreOrder: true);
        graph.Declared("Wheel-one-debian-13-arm64").Outputs.ShouldBe([".argosy/wheels/debian-13-arm64/one"]);
        graph.Edges("Wheels-debian-13-arm64").ShouldBe(["Wheel-one-debian-13-arm64", "Wheel-two-debian-13-arm64"]);
        graph.Declared("Wheels-debian-13-arm64").Outputs.ShouldBe(["artifacts/wheels/debian-13-arm64"]);
        graph.Edges("Wheels-arm64").ShouldBe(["Wheels-debian-12-arm64", "Wheels-debian-13-arm64"]);
        graph.Edges("Mirror-Wheel-debian-13-arm64").ShouldBe(["Wheels-debian-13-arm64"]);
        graph.Edges("Verify-Wheel-two-debian-12-x64").ShouldBe(
            ["Mirror-Wheel-debian-12-x64", "Root-Clean-debian-12-x64"], ignoreOrder: true);
        graph.Edges("Verify-Wheels-x64").ShouldBe(
        [
            "Verify-Wheel-one-debian-12-x64",
            "Verify-Wheel-one-debian-13-x64",
            "Verify-Wheel-two-debian-12-x64",
            "Verify-Wheel-two-debian-13-x64"
        ]);
        graph.Edges("Mirrors").ShouldBe(["Tidy", "Mirror-Wheel"]);
        graph.Edges("Sdists").ShouldBe(["Sdist-one", "Sdist-two"]);
    }

    [Fact]
    public void Each_image_and_each_deb_is_a_cell()
    {
        using var graph = new SyntheticGraph(
            Bare + Roots + Native,
            s_image,
            s_debs,
            ("images/web/etc/motd", "x"),
            ("LICENSE", "x"),
            ("share/x64.txt", "x")).Register();
        graph.Edges("Images").ShouldBe(["Images-web"]);
        graph.Edges("Images-web").ShouldBe(["Image-web-x64", "Image-web-arm64"]);
        graph.Edges("Image-Layers").ShouldBe(["Image-web-x64", "Image-web-arm64"]);
        graph.Declared("Image-web-arm64").Outputs.ShouldBe(
            [".argosy/images/web/arm64", ".argosy/images/web/arm64.packages.json"]);
        // This makes the native item the only dependency.
        graph.Inputs("Image-web-arm64").ShouldContain("artifacts/native/z/arm64/lib/libz.so*");
        graph.Inputs("Image-web-arm64").ShouldContain("images/web/etc/**");
        graph.Inputs("Image-web-arm64").ShouldNotContain("share/x64.txt");
        graph.Inputs("Image-web-x64").ShouldContain("share/x64.txt");
        graph.Edges("Debs-arm64").ShouldBe(["Deb-libz0-debian-12-arm64", "Deb-libz0-debian-13-arm64"]);
        graph.Declared("Deb-libz0-debian-12-arm64").Outputs.ShouldBe(
            ["artifacts/debs/debian-12-arm64/libz0"]);
        graph.Edges("Deb-libz0-debian-12-arm64").ShouldBe(["Sysroot-debian-12-arm64"]);
        graph.Inputs("Deb-libz0-debian-12-arm64").ShouldContain("LICENSE");
        graph.Edges("Verify-Deb-libz0-debian-12-arm64").ShouldBe(
            ["Mirror-Debian", "Root-Clean-debian-12-arm64"], ignoreOrder: true);
    }

    [Fact]
    public void A_run_for_some_architectures_has_their_cells_and_knows_all_targets()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native).Register(("arch", "arm64"));
        graph.Names.ShouldNotContain("Native-x64");
        graph.Edges("Native-z").ShouldBe(["Native-z-arm64"]);
        graph.Targets.ShouldContain("Native-z-x64");
    }

    [Fact]
    public void A_run_for_a_platform_has_targets_of_it_alone_and_what_they_need()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native, s_wheels)
            .Register(("platform", "debian-13-arm64"));
        graph.Edges("Wheels").ShouldBe(["Wheels-debian-13-arm64"]);
        graph.Edges("Verify-Wheels").ShouldBe(
            ["Verify-Wheel-one-debian-13-arm64", "Verify-Wheel-two-debian-13-arm64"], ignoreOrder: true);
        graph.Names.ShouldNotContain("Wheels-debian-13-x64");
        // The native libraries of arm64 are built against its base platform.
        graph.Names.ShouldContain("Sysroot-debian-12-arm64");
        graph.Targets.ShouldContain("Wheels-debian-12-arm64");
    }

    [Fact]
    public void Native_items_and_wheels_have_sysroots_that_the_model_neednt_describe()
    {
        using var native = new SyntheticGraph(Bare + Native).Register(("arch", "arm64"));
        native.Names.ShouldContain("Sysroot-debian-12-arm64");
        using var both = new SyntheticGraph(Bare + Native, s_wheels).Register(("arch", "arm64"));
        both.Names.ShouldContain("Root-Clean-debian-12-arm64");
    }

    [Theory]
    [InlineData("arm64")]
    [InlineData("debian-12")]
    public void An_item_cant_be_called_as_an_architecture_or_a_distribution(string name)
    {
        using var graph = new SyntheticGraph(
            Bare + Roots, ("wheels/wheels.yaml", $"packages: [{{name: {name}, source: one, smoke: x}}]\n"));
        Should.Throw<ArgosyException>(() => graph.Register(("arch", "x64"))).Message.ShouldStartWith("ARG0785 ");
    }

    [Fact]
    public void What_the_model_no_longer_asks_for_is_known_by_its_name()
    {
        using var graph = new SyntheticGraph(Bare + Roots + Native).Register(("arch", "arm64"));
        graph.IsFormer("Native-old-arm64").ShouldBeTrue();
        // Before there were items.
        graph.IsFormer("Native-arm64").ShouldBeTrue();
        graph.IsFormer("Wheels-debian-12-arm64").ShouldBeTrue();
        // Of another architecture than this run's, and of another script.
        graph.IsFormer("Native-z-x64").ShouldBeFalse();
        graph.IsFormer("Nativity").ShouldBeFalse();
        graph.IsMade("artifacts/native/z/arm64/lib").ShouldBeTrue();
        graph.IsMade("artifacts/native").ShouldBeTrue();
        graph.IsMade("artifacts/native/old").ShouldBeFalse();
    }
}
