using System.Text.Json.Nodes;

namespace Argosy.Pipelines.Tests;

/// <summary>Generates the configuration of OpenStack's multi-arch report, and of today's config repositories, from
/// declarations that name each architecture once. Zuul's own YAML reader reads it.</summary>
[Trait("Category", "Slow")]
public sealed class SeedTests
{
    private static readonly string s_here = Path.Combine(Repository.Root, "tests", "Argosy.Pipelines.Tests");

    [Fact]
    public async Task The_wallaby_template_of_arm64_is_the_reports_own()
    {
        var file = Golden("arm64-report", "zuul.d/project-templates.yaml");
        file.ShouldContain(
            """
            - project-template:
                name: openstack-python3-wallaby-jobs-arm64
                description: |
                  Runs unit tests for an OpenStack Python project under the CPython
                  version 3 releases designated for testing in the Wallaby release
                  on top of ARM64 architecture. This currently runs only a limited
                  test set and supplements the python3-wallaby-jobs. And it should
                  not be run instead of the default!
                check-arm64:
                  jobs:
                    - openstack-tox-py38-arm64:
                        voting: false

            """);
        var template = (await Read("arm64-report", "zuul.d/project-templates.yaml"))[0]!["project-template"]!;
        template["check-arm64"]!.ToJsonString()
            .ShouldBe("""{"jobs":[{"openstack-tox-py38-arm64":{"voting":false}}]}""");
        template["description"]!.GetValue<string>().Split('\n').Length.ShouldBe(6);
    }

    [Fact]
    public async Task One_release_waits_for_all_twelve_publications_as_it_did_then()
    {
        var project = Of(await Read("arm64-report", "zuul.d/projects.yaml"), "project", "openstack/requirements");
        var jobs = project["periodic"]!["jobs"]!.AsArray();
        string[] platforms =
            ["centos-7", "centos-8", "debian-buster", "ubuntu-focal", "ubuntu-bionic", "ubuntu-xenial"];
        string[] twelve =
            [.. ((string[])["", "-arm64"]).SelectMany(_ => platforms, (a, p) => $"publish-wheel-mirror-{p}{a}")];
        jobs.SkipLast(1).Select(j => j!.GetValue<string>()).ShouldBe(twelve);
        jobs.Last()!["release-wheel-mirror"]!["dependencies"]!.AsArray()
            .Select(d => d!.GetValue<string>()).ShouldBe(twelve);
    }

    [Fact]
    public async Task The_devstack_platform_job_is_valid_and_its_settings_are_where_they_work()
    {
        var job = Of(await Read("arm64-report", "zuul.d/jobs.yaml"), "job", "devstack-platform-arm64");
        var wanted = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests/Argosy.DevStack.Tests/devstack-platform-arm64.json")));
        JsonNode.DeepEquals(job, wanted).ShouldBeTrue(job.ToJsonString());
    }

    [Theory]
    [InlineData("py311", "debian-bookworm-arm64")]
    [InlineData("py313", "debian-trixie-arm64-8GB")]
    [InlineData("py314", "debian-trixie-arm64-8GB")]
    public async Task Each_python_runs_on_the_platform_that_has_it(string python, string nodeset)
    {
        var job = Of(await Read("today", "zuul.d/jobs.yaml"), "job", $"openstack-tox-{python}-arm64");
        job["parent"]!.GetValue<string>().ShouldBe($"openstack-tox-{python}");
        job["nodeset"]!.GetValue<string>().ShouldBe(nodeset);
        job["timeout"]!.GetValue<int>().ShouldBe(3600);
    }

    [Fact]
    public async Task Todays_template_runs_three_pythons_on_master_and_none_votes()
    {
        var template = Of(
            await Read("today", "zuul.d/project-templates.yaml"), "project-template", "openstack-python3-jobs-arm64");
        template["check-arm64"]!["jobs"]!.AsArray().Select(j => j!.ToJsonString()).ShouldBe(
            ((string[])["py311", "py313", "py314"]).Select(p =>
                $$$"""{"openstack-tox-{{{p}}}-arm64":{"voting":false,"branches":"^master$"}}"""));
    }

    [Fact]
    public async Task Each_release_waits_for_its_own_publication_and_takes_its_turn()
    {
        var jobs = (await Read("today", "zuul.d/jobs.yaml")).Select(j => j!["job"]!).Where(j =>
            j["name"]!.GetValue<string>().StartsWith("release-wheel-cache", StringComparison.Ordinal)).ToList();
        jobs.Count.ShouldBe(7);
        jobs.ShouldAllBe(j => j["semaphores"]!.GetValue<string>() == "openstack-wheel-release");
        foreach (var job in jobs)
        {
            job["dependencies"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>()
                .ShouldBe(job["name"]!.GetValue<string>().Replace("release", "publish", StringComparison.Ordinal));
        }

        jobs.Select(j => j["name"]!.GetValue<string>()).ShouldNotContain("release-wheel-cache-ubuntu-noble-arm64");
    }

    [Fact]
    public async Task A_base_job_has_no_parent_and_none_called_null()
    {
        var job = Of(await Read("today", "zuul.d/jobs.yaml"), "job", "publish-wheel-cache-base");
        job.AsObject().ContainsKey("parent").ShouldBeTrue();
        job["parent"].ShouldBeNull();
        job["deduplicate"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_version_is_no_number_and_a_vote_is_one()
    {
        var job = Of(await Read("today", "zuul.d/jobs.yaml"), "job", "publish-wheel-cache-ubuntu-jammy-arm64");
        job["vars"]!.ToJsonString().ShouldBe("""{"python_version":"3.10","wheel_arch":"aarch64"}""");
        var gate = Of(await Read("arm64-report", "zuul.d/pipelines.yaml"), "pipeline", "gate");
        gate["success"]!.ToJsonString().ShouldBe("""{"gerrit":{"Verified":2,"submit":true}}""");
        gate["require"]!["gerrit"]!["approval"]!.ToJsonString().ShouldBe("""[{"Verified":[1,2]},{"Workflow":1}]""");
    }

    [Fact]
    public async Task The_tenant_lists_every_project_once_under_its_connection() =>
        (await Read("arm64-report", "main.yaml"))[0]!["tenant"]!["source"]!.ToJsonString().ShouldBe(
            """
            {"gerrit":{"config-projects":["openstack/project-config"],
            "untrusted-projects":["openstack/devstack","openstack/nova","openstack/requirements","zuul/zuul-jobs"]},
            "github":{"untrusted-projects":["kubernetes/cloud-provider-openstack"]}}
            """.ReplaceLineEndings(""));

    [Theory]
    [InlineData("arm64-report")]
    [InlineData("today")]
    public void The_golden_files_are_what_the_declarations_make(string seed) =>
        GeneratedFiles
            .FindDrift(Path.Combine(Seed.Folder(seed), "golden"), Seed.Generate(seed, PipelineFormat.Zuul).Files)
            .ShouldBeEmpty();

    private static string Golden(string seed, string path) =>
        File.ReadAllText(Path.Combine(Seed.Folder(seed), "golden", path));

    private static async Task<JsonArray> Read(string seed, string path) =>
        (await Seed.ReadAsync(Path.Combine(Seed.Folder(seed), "golden", path)))!.AsArray();

    private static JsonNode Of(JsonArray stanzas, string kind, string name) =>
        stanzas.Select(s => s![kind]).Single(s => s?["name"]?.GetValue<string>() == name)!;
}
