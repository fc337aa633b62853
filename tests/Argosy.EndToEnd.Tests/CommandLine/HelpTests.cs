using Argosy.EndToEnd.Tests.Building;

namespace Argosy.EndToEnd.Tests.CommandLine;

/// <summary>Options do what <c>./build.sh --help</c> describes.</summary>
[Trait("Category", "EndToEnd")]
[Collection(AnotherClone.Name)]
public class HelpTests(SharedClone shared)
{
    [Theory]
    [InlineData("--tree")]
    [InlineData("--dryrun")]
    [InlineData("--showdescription")]
    public void Showing_the_graph_leaves_the_folder_untouched(string option)
    {
        var before = Snapshot();
        var run = shared.Clone.Build(option).ShouldSucceed();
        foreach (var task in new[] { "Native-rdma-arm64", "Pack", "Verify-Dotnet-selftest-x64" })
            run.Output.ShouldContain(task);
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public void Tasks_of_other_architectures_are_left_out()
    {
        var run = shared.Clone.Build("--tree", "--arch=arm64,ppc64le").ShouldSucceed();
        run.Output.ShouldContain("Native-arm64");
        run.Output.ShouldContain("Native-ppc64le");
        run.Output.ShouldNotContain("Native-x64");
    }

    [Fact]
    public void A_target_is_run_with_what_it_depends_on_and_nothing_else()
    {
        var run = shared.Clone.Build("--target=Native-arm64").ShouldSucceed();
        run.Outcome("Sysroot", "debian-12-arm64").ShouldNotBeNull();
        run.Outcome("Native", "rdma-arm64").ShouldNotBeNull();
        run.Outcome("Native", "rdma-x64").ShouldBeNull();
    }

    [Fact]
    public void Exclusive_runs_the_target_alone()
    {
        var run = shared.Clone.Build("--target=Native-arm64", "--exclusive").ShouldSucceed();
        run.Outcome("Native", "rdma-arm64").ShouldNotBeNull();
        run.Outcome("Sysroot", "debian-12-arm64").ShouldBeNull();
    }

    [Fact]
    public void What_is_up_to_date_is_not_repeated_unless_forced()
    {
        shared.Clone.Build(SharedClone.Small).ShouldSucceed();
        shared.Clone.Build(SharedClone.Small).ShouldSucceed().Outcome("Native", "rdma-arm64").ShouldBe("up to date");
        shared.Clone.Build([.. SharedClone.Small, "--force"]).ShouldSucceed()
            .Outcome("Native", "rdma-arm64").ShouldBe("done");
        SharedClone.NativeDigests(shared.Clone).ShouldBe(shared.Digests);
    }

    [Fact]
    public void With_one_job_one_task_runs_at_a_time()
    {
        var run = shared.Clone.Build("--target=Sysroot", "--arch=arm64,ppc64le", "--jobs=1", "--force").ShouldSucceed();
        var steps = run.Output.Split('\n')
            .Where(l => l.StartsWith('['))
            .Select(l => l.Contains('…', StringComparison.Ordinal))
            .ToList();
        steps.ShouldBe([true, false, true, false]);
    }

    [Fact]
    public void Help_needs_nothing_and_names_every_option()
    {
        var run = new BuildCommand(shared.Clone.Folder, "--help")
        {
            Environment = { ["PATH"] = "/usr/bin:/bin" }
        }.Run().ShouldSucceed();
        foreach (var option in new[]
        {
            "--target", "--arch", "--jobs", "--locked", "--keep-going", "--force", "--exclusive", "--tree", "--dryrun",
            "--no-install"
        })
            run.Output.ShouldContain(option);
    }

    // The compiled script is stored next to the build's output and isn't part of the project.
    private List<string> Snapshot() =>
    [
        .. new DirectoryInfo(shared.Clone.Folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => !f.FullName.Contains("/build/.out/scripts/", StringComparison.Ordinal)
                && !f.FullName.Contains("/.git/", StringComparison.Ordinal))
            .Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}").Order(StringComparer.Ordinal),
    ];
}
