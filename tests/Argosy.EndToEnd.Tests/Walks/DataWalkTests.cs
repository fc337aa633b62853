using Argosy.Artifacts;
using Argosy.EndToEnd.Tests.Building;
using Argosy.Platforms;

namespace Argosy.EndToEnd.Tests.Walks;

/// <summary>What is added by declarations alone.</summary>
[Trait("Category", "EndToEnd")]
public sealed class DataWalkTests(DataWalkTests.CompiledClone shared)
    : IClassFixture<DataWalkTests.CompiledClone>, IDisposable
{
    private static readonly Architecture s_host = Host.Detect().Architecture;

    private Clone Clone => shared.Clone;

    public void Dispose() => Clone.Reset();

    [Fact]
    public void An_image_is_one_file()
    {
        var walk = Walk.Of("an image");
        Clone.Write(walk.Files("box").Single(), """
            # No package's program runs before the proof.
            packages: [busybox-static]
            self-test: {command: [/bin/busybox, "true"]}

            """);

        Clone.Build($"--target=Verify-Image-box-{s_host}", $"--arch={s_host}").ShouldSucceed()
            .Outcome("Images", "box").ShouldBe("done");

        Report.Of(Clone.Folder).Artifacts
            .Single(a => a.Path == "artifacts/images/box" && a.Kind == ArtifactKind.Index)
            .Proof.ShouldBe(ProofLevel.Runs);
        walk.ShouldBeAllThatChanged(Clone, "box");
    }

    [Fact]
    public void A_wheel_platform_is_one_word()
    {
        var walk = Walk.Of("a distribution, to build wheels for");
        Clone.Edit(walk.Places.Single(), "distributions: [debian-12]", "distributions: [debian-12, debian-13]");

        var planned = Clone.Build("--dryrun", "--target=Mirror-Wheel").ShouldSucceed();
        foreach (var architecture in Model.Load(Repository.At(Model.FileName)).Architectures)
            planned.Output.ShouldContain($"Mirror-Wheel-debian-13-{architecture}");

        Clone.Build($"--target=Wheels-debian-13-{s_host}", $"--arch={s_host}").ShouldSucceed();
        Report.Of(Clone.Folder).Artifacts.ShouldContain(a =>
            a.Kind == ArtifactKind.Wheel
            && a.Path.StartsWith($"artifacts/wheels/debian-13-{s_host}/", StringComparison.Ordinal));
        walk.ShouldBeAllThatChanged(Clone, "debian-13");
    }

    [Fact]
    public void A_job_family_is_an_entry_and_its_name_in_a_template()
    {
        var walk = Walk.Of("a job family");
        Clone.Edit(walk.Places[1], "check-{arch}: [", "check-{arch}: [compile, ");
        Clone.Edit(walk.Places[0], "\nfamilies:\n", """

            families:
              compile:
                title: Compile the native libraries
                description: Compiles the native libraries.
                targets: [Native]
                over: architectures
                timeout: 600

            """);

        Clone.Build("--target=Pipelines").ShouldSucceed();

        File.ReadAllText(Clone.At("zuul.d/jobs.yaml")).ShouldContain("name: argosy-compile-arm64\n");
        File.ReadAllText(Clone.At("zuul.d/project-templates.yaml")).ShouldContain("argosy-compile-arm64");
        File.ReadAllText(Clone.At("playbooks/compile.yaml")).ShouldContain("--target=Native");
        Clone.Build("--target=Check-Pipelines", "--target=Lint-Generated").ShouldSucceed();
        walk.ShouldBeAllThatChanged(Clone, "compile");

        Clone.Edit(walk.Places[0], "targets: [Native]", "targets: [Nativ]");
        Clone.Build("--target=Pipelines")
            .ShouldFail("ARG0604", walk.Places[0], "unknown target 'Nativ'", "Did you mean 'Native'?");
    }

    /// <summary>A clone with the checkout's compiled build, for one walk after another.</summary>
    public sealed class CompiledClone : IDisposable
    {
        internal Clone Clone { get; } = new Clone().Compiled();

        public void Dispose() => Clone.Dispose();
    }
}
