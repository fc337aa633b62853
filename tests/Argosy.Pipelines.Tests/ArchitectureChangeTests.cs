using Argosy.DevStack;
using Argosy.Platforms;

namespace Argosy.Pipelines.Tests;

public sealed class ArchitectureChangeTests
{
    private static List<GeneratedFile> All(Model model) =>
    [
        .. PipelineGenerator.Generate(model, OwnProject.Declarations),
        .. DevstackGenerator.Generate(model, OwnProject.Profiles),
    ];

    [Theory]
    [InlineData("arm64", "aarch64", "debian-12")]
    [InlineData("ppc64le", "ppc64le", "debian-12")]
    [InlineData("s390x", "s390x", "debian-12")]
    [InlineData("riscv64", "riscv64", "debian-13")]
    public void One_word_adds_pipeline_jobs_nodes_and_local_conf(string arch, string kernelName, string distribution)
    {
        var before = All(OwnProject.With("x64", distribution));
        var after = All(OwnProject.With($"x64, {arch}", distribution));

        before.ShouldAllBe(f => !f.Text.Contains($"check-{arch}", StringComparison.Ordinal));
        ParsedStanzas.Stanzas(after, "pipeline").Select(p => p.Text("name")).ShouldContain($"check-{arch}");
        ParsedStanzas.Stanzas(after, "project-template").Select(p => p.Text("name"))
            .ShouldContain($"argosy-jobs-{arch}");
        ParsedStanzas.Stanzas(after, "nodeset").Select(p => p.Text("name"))
            .ShouldContain($"argosy-{distribution}-{arch}");
        foreach (var family in new[] { "native", "runtime", "images", "verify" })
            ParsedStanzas.Stanzas(after, "job")
                .ShouldContain(j => j.Text("name") == $"argosy-{family}-{arch}" && j.Text("voting") == "false");
        var conf = after.Single(f => f.Path == $"devstack/platform-{arch}.local.conf").Text;
        conf.ShouldContain("cpu_mode = ");
        conf.ShouldContain($"-{(arch is "s390x" or "riscv64" ? arch : kernelName)}");
    }

    [Theory]
    [InlineData("x64")]
    [InlineData("arm64")]
    [InlineData("x64, ppc64le")]
    [InlineData("x64, arm64, ppc64le, s390x, riscv64")]
    public void Whatever_the_architectures_every_name_leads_somewhere(string architectures)
    {
        var files = All(OwnProject.With(architectures, "debian-13"));
        // Of DevStack's and tempest's own repositories.
        HashSet<string> jobs =
            [.. ParsedStanzas.Stanzas(files, "job").Select(j => j.Text("name")!), "devstack", "tempest-full-py3"];
        var nodesets = ParsedStanzas.Stanzas(files, "nodeset").Select(n => n.Text("name")!).ToHashSet();
        ParsedStanzas.Stanzas(files, "job").ShouldAllBe(j =>
            (j.Text("parent") == null || jobs.Contains(j.Text("parent")!))
            && (j.Text("nodeset") == null || nodesets.Contains(j.Text("nodeset")!)));
        ParsedStanzas.Stanzas(files, "project-template").SelectMany(ParsedStanzas.Pipelines).ShouldAllBe(p =>
            p.Jobs.Count > 0 && p.Jobs.All(j => jobs.Contains(j.Name)
                && j.Changes.List("dependencies").All(d => p.Jobs.Any(other => other.Name == d.ToString()))));
    }

    [Fact]
    public void Another_baseline_votes_and_runs_the_builds_and_x64_is_foreign_to_it()
    {
        var files = All(OwnProject.With("x64, arm64", baseline: "arm64"));
        var pipelines = ParsedStanzas.Stanzas(files, "pipeline").Select(p => p.Text("name")).ToList();
        pipelines.ShouldContain("check-x64");
        pipelines.ShouldNotContain("check-arm64");
        var jobs = ParsedStanzas.Stanzas(files, "job").ToDictionary(j => j.Text("name")!);
        jobs["argosy-images-x64"].Text("voting").ShouldBe("false");
        jobs["argosy-images-arm64"].Text("voting").ShouldNotBe("false");
        jobs["argosy-images-x64"].Text("nodeset").ShouldBe("argosy-debian-12-arm64");
        // Labels without an architecture are x64's, whatever the baseline.
        ParsedStanzas.Stanzas(files, "nodeset").Count(n => n.Text("name") == "argosy-debian-12-arm64").ShouldBe(1);
        files.Single(f => f.Path == "zuul.d/nodesets.yaml").Text.ShouldContain("label: debian-bookworm-arm64");
    }

    [Fact]
    public void X64_has_neither_pipeline_nor_template_of_its_own()
    {
        var files = All(OwnProject.With("x64"));
        ParsedStanzas.Stanzas(files, "pipeline").Select(p => p.Text("name")).ShouldBe(["periodic", "release"]);
        ParsedStanzas.Stanzas(files, "project-template").Select(t => t.Text("name"))
            .ShouldBe(["argosy-jobs", "argosy-wheel-mirrors", "argosy-images", "argosy-mirrors", "argosy-release"]);
    }

    [Fact]
    public void A_second_distribution_adds_wheels_and_mirrors_alone()
    {
        string[] Jobs(string distributions) => [.. ParsedStanzas.Stanzas(
            All(OwnProject.With("x64, arm64", distributions)), "job").Select(j => j.Text("name")!)];
        Jobs("debian-12, debian-13").Except(Jobs("debian-12")).Order(StringComparer.Ordinal).ShouldBe(
            [
                "argosy-publish-wheel-mirror-debian-13-arm64", "argosy-publish-wheel-mirror-debian-13-x64",
                "argosy-release-wheel-mirror-debian-13-arm64", "argosy-release-wheel-mirror-debian-13-x64",
                "argosy-wheels-debian-13-arm64", "argosy-wheels-debian-13-x64",
            ]);
    }

    [Fact]
    public void The_order_in_argosy_yaml_changes_nothing() =>
        All(OwnProject.With("ppc64le, x64, arm64")).ShouldBe(All(OwnProject.With("x64, arm64, ppc64le")));

    [Fact]
    public void Times_stretch_with_the_architecture_up_to_zuuls_limit()
    {
        var timeouts = ParsedStanzas.Stanzas(All(OwnProject.With("x64, arm64, riscv64", "debian-13")), "job")
            .ToDictionary(j => j.Text("name")!, j => j.Text("timeout"));
        timeouts["argosy-runtime"].ShouldBe("2400");
        timeouts["argosy-runtime-x64"].ShouldBeNull();
        timeouts["argosy-runtime-arm64"].ShouldBe("3600");
        timeouts["argosy-publish-wheel-mirror-debian-13-riscv64"].ShouldBe("10800");
    }
}
