using Argosy.Artifacts;
using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.Adoption;

/// <summary>The projects of <c>samples/</c>, in folders of their own.</summary>
[Trait("Category", "EndToEnd")]
public sealed class SampleTests
{
    [Theory]
    [InlineData("images", "Verify-Image-redis-arm64")]
    [InlineData("library", "Wheel-tally-debian-12-ppc64le")]
    [InlineData("service", "Image-service-ppc64le")]
    [InlineData("wheels", "Wheel-markupsafe-debian-13-arm64")]
    public void A_sample_has_a_graph_wherever_it_is(string sample, string target)
    {
        using var project = StrangerProject.OfSample(sample);
        project.Run("--target=Default", "--dryrun").ShouldSucceed().Output.ShouldContain(target);
    }

    [Fact]
    public void The_library_is_declared_in_at_most_twenty_lines()
    {
        string[] written =
        [
            "argosy.yaml", "debs/debs.yaml", "wheels/wheels.yaml", "images/tally/image.yaml",
            "pipelines/pipelines.yaml",
        ];
        var lines = written.Sum(
            f => File.ReadLines(Repository.At($"samples/library/{f}")).Count(l => !l.StartsWith('#')));
        lines.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void The_engine_alone_runs_what_changed_and_takes_the_rest_from_the_last_run()
    {
        using var project = StrangerProject.OfSample("engine");
        // A text that no earlier run had: the user's cache outlives this test.
        File.AppendAllText(project.At("texts/beta.txt"), $"{Guid.NewGuid()}\n");

        var first = project.Run().ShouldSucceed();
        first.Outcome("Count-beta").ShouldBe("done", first.Output);
        File.ReadAllText(project.At("report.txt")).ShouldStartWith("alpha: 3 the");

        var nothing = project.Run().ShouldSucceed();
        nothing.Output.ShouldNotContain("done");

        File.AppendAllText(project.At("texts/alpha.txt"), $"{Guid.NewGuid()}\n");
        var changed = project.Run().ShouldSucceed();
        changed.Outcome("Count-alpha").ShouldBe("done", changed.Output);
        changed.Outcome("Count-beta").ShouldNotBe("done", changed.Output);
        changed.Outcome("Count-gamma").ShouldNotBe("done", changed.Output);
    }
}

/// <summary>The same samples, built and proven: minutes each.</summary>
[Trait("Category", "Soak")]
public sealed class BuiltSampleTests
{
    [Fact]
    public void The_library_becomes_libraries_wheels_debs_and_an_image_for_three_architectures()
    {
        using var project = StrangerProject.OfSample("library");
        project.Run("--target=Default").ShouldSucceed();
        foreach (var architecture in (string[])["x64", "arm64", "ppc64le"])
        {
            project.Report.Artifacts.Where(a => a.Architecture == architecture).Select(a => a.Kind).Distinct().Order()
                .ShouldBe([ArtifactKind.Native, ArtifactKind.Image, ArtifactKind.Wheel, ArtifactKind.Deb]);
        }

        Proven.Shortcomings(project.Report).ShouldBeEmpty();
        File.Exists(project.At("zuul.d/jobs.yaml")).ShouldBeTrue();
        Directory.GetFiles(project.At(".github/workflows")).ShouldNotBeEmpty();
    }

    [Fact]
    public void The_service_answers_a_request_in_its_image_on_three_architectures()
    {
        using var project = StrangerProject.OfSample("service");
        project.Run("--target=Verify-Images").ShouldSucceed();
        project.Report.Artifacts.Where(a => a.Kind == ArtifactKind.Image && a.Architecture is not null)
            .ToDictionary(a => a.Architecture!, a => a.Proof).Values.ShouldAllBe(p => p == ProofLevel.Runs);
    }
}
