using System.Globalization;
using Argosy.Yaml.Writing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Argosy.Pipelines.Tests;

public sealed class ZuulFilesTests
{
    private static readonly IReadOnlyList<GeneratedFile> s_files =
        PipelineGenerator.Generate(OwnProject.Model, OwnProject.Declarations);

    private static readonly List<YamlMappingNode> s_jobs = ParsedStanzas.Stanzas(s_files, "job");
    private static readonly List<YamlMappingNode> s_templates = ParsedStanzas.Stanzas(s_files, "project-template");

    private static HashSet<string> Names(string kind) =>
        [.. ParsedStanzas.Stanzas(s_files, kind).Select(s => s.Text("name")!)];

    [Fact]
    public void Names_are_unique()
    {
        foreach (var kind in new[] { "job", "nodeset", "pipeline", "semaphore", "project-template" })
            ParsedStanzas.Stanzas(s_files, kind).Select(s => s.Text("name")).ShouldBeUnique();
    }

    [Fact]
    public void Parents_exist_and_go_round_in_no_circle()
    {
        var parents = s_jobs.ToDictionary(j => j.Text("name")!, j => j.Text("parent"));
        foreach (var job in parents.Keys)
        {
            var steps = 0;
            for (var next = parents[job]; next is not null; next = parents[next])
            {
                parents.ShouldContainKey(next);
                (++steps).ShouldBeLessThan(parents.Count);
            }
        }
    }

    [Fact]
    public void Only_the_base_job_leaves_its_parent_to_the_tenant() =>
        s_jobs.Where(j => j.Find("parent") is null).ShouldHaveSingleItem().Text("name").ShouldBe("argosy-base");

    [Fact]
    public void Nodesets_and_semaphores_exist_and_each_is_used()
    {
        s_jobs.Select(j => j.Text("nodeset")).OfType<string>().ToHashSet()
            .ShouldBe(Names("nodeset"), ignoreOrder: true);
        s_jobs.Select(j => j.Text("semaphore")).OfType<string>().ToHashSet()
            .ShouldBe(Names("semaphore"), ignoreOrder: true);
    }

    [Fact]
    public void Every_job_that_runs_exists_and_is_not_abstract()
    {
        var concrete = s_jobs.Where(j => j.Text("abstract") is null).Select(j => j.Text("name")!).ToHashSet();
        var used = s_templates.SelectMany(ParsedStanzas.Pipelines).SelectMany(p => p.Jobs)
            .Select(j => j.Name).ToHashSet();
        used.ShouldBe(concrete, ignoreOrder: true);
    }

    [Fact]
    public void Dependencies_run_in_the_same_pipeline()
    {
        foreach (var (_, jobs) in s_templates.SelectMany(ParsedStanzas.Pipelines))
            jobs.SelectMany(j => j.Changes.List("dependencies"))
                .ShouldAllBe(d => jobs.Any(j => j.Name == d.ToString()));
    }

    [Fact]
    public void Pipelines_that_templates_name_are_ours_or_the_tenants() =>
        s_templates.SelectMany(ParsedStanzas.Pipelines)
            .ShouldAllBe(p => Names("pipeline").Contains(p.Pipeline) || p.Pipeline == "check" || p.Pipeline == "gate");

    [Fact]
    public void The_project_takes_every_template() => ParsedStanzas.Stanzas(s_files, "project").ShouldHaveSingleItem()
        .List("templates").Select(t => t.ToString()).ShouldBe(s_templates.Select(t => t.Text("name")));

    [Fact]
    public void Timeouts_are_within_what_a_tenant_allows() => s_jobs.Select(j => j.Text("timeout")).OfType<string>()
        .Select(t => int.Parse(t, CultureInfo.InvariantCulture)).ShouldAllBe(t => t >= 60 && t <= 10800);

    [Fact]
    public void Every_concrete_job_has_a_playbook_that_is_generated()
    {
        var runs = s_jobs.ToDictionary(j => j.Text("name")!, j => (Run: j.Text("run"), Parent: j.Text("parent")));
        foreach (var job in s_jobs.Where(j => j.Text("abstract") is null))
        {
            var (run, parent) = runs[job.Text("name")!];
            s_files.ShouldContain(f => f.Path == (run ?? runs[parent!].Run));
        }
    }

    [Fact]
    public void A_foreign_pipeline_comments_and_never_votes()
    {
        foreach (var arch in new[] { "arm64", "ppc64le" })
        {
            var pipeline = ParsedStanzas.Stanzas(s_files, "pipeline").Single(p => p.Text("name") == $"check-{arch}");
            pipeline.Text("manager").ShouldBe("independent");
            pipeline.Text("precedence").ShouldBe("low");
            pipeline.Map("success").Map("gerrit").Children.ShouldBeEmpty();
            pipeline.Map("failure").Map("gerrit").Children.ShouldBeEmpty();
            pipeline.Map("trigger").List("gerrit").Cast<YamlMappingNode>().Select(t => t.Text("event"))
                .ShouldBe(["patchset-created", "change-restored", "comment-added"]);
        }
    }

    [Theory]
    [InlineData("recheck", true)]
    [InlineData("check arm64", true)]
    [InlineData("Patch Set 3: Code-Review+1\n\nrecheck", true)]
    [InlineData("Patch Set 3:\n\ncheck arm64\n", true)]
    [InlineData("check ppc64le", false)]
    [InlineData("please don't recheck", false)]
    [InlineData("Patch Set 3:\n\nrecheck volume detach timed out", true)]
    [InlineData("recheck bug 1234", true)]
    [InlineData("check arm64 please", true)]
    [InlineData("no recheck", false)]
    [InlineData("rechecked", false)]
    public void Comments_start_the_pipeline_they_name(string comment, bool starts)
    {
        var pattern = ParsedStanzas.Stanzas(s_files, "pipeline").Single(p => p.Text("name") == "check-arm64")
            .Map("trigger").List("gerrit").Cast<YamlMappingNode>()
            .Select(t => t.Text("comment")).OfType<string>().Single();
        System.Text.RegularExpressions.Regex.IsMatch(comment, pattern).ShouldBe(starts);
    }

    [Fact]
    public void A_foreign_template_runs_non_voting_jobs_in_its_own_pipeline()
    {
        var (pipeline, jobs) = ParsedStanzas
            .Pipelines(s_templates.Single(t => t.Text("name") == "argosy-jobs-arm64")).ShouldHaveSingleItem();
        pipeline.ShouldBe("check-arm64");
        jobs.Select(j => j.Name).ShouldContain("argosy-runtime-arm64");
        jobs.ShouldAllBe(j => j.Changes.Text("voting") == "false");
        s_jobs.Where(j => jobs.Any(use => use.Name == j.Text("name"))).ShouldAllBe(j => j.Text("voting") == "false");
    }

    [Fact]
    public void Each_release_waits_for_its_own_publication_alone()
    {
        var jobs = ParsedStanzas.Pipelines(s_templates.Single(t => t.Text("name") == "argosy-wheel-mirrors"))
            .Single().Jobs;
        string[] Cells(string verb) => [.. OwnProject.Model.Platforms.Select(p => $"argosy-{verb}-wheel-mirror-{p}")];
        jobs.Select(j => j.Name).ShouldBe([.. Cells("publish"), .. Cells("release")]);
        foreach (var (name, changes) in jobs.Where(j => j.Name.StartsWith("argosy-release", StringComparison.Ordinal)))
            changes.List("dependencies").ShouldHaveSingleItem().ToString()
                .ShouldBe(name.Replace("release", "publish", StringComparison.Ordinal));
    }

    [Fact]
    public void Playbooks_call_the_build_and_nothing_else()
    {
        foreach (var file in s_files.Where(f => f.Path.StartsWith("playbooks/", StringComparison.Ordinal)))
        {
            var play = ((YamlSequenceNode)ParsedYaml.Root(file.Text)).Children
                .ShouldHaveSingleItem().ShouldBeOfType<YamlMappingNode>();
            foreach (var task in play.List("tasks").Cast<YamlMappingNode>())
            {
                task.Children.Select(c => c.Key.ToString())
                    .ShouldBe(["name", "ansible.builtin.command", "changed_when"]);
                var command = task.Map("ansible.builtin.command");
                command.List("argv")[0].ToString().ShouldBe("./build.sh");
                command.List("argv").Skip(1).ShouldAllBe(a => a.ToString().StartsWith("--", StringComparison.Ordinal));
                command.Text("chdir").ShouldBe("{{ zuul.project.src_dir }}");
            }
        }
    }

    [Fact]
    public void A_label_that_yaml_would_take_for_a_number_is_quoted() =>
        ScalarText.Of("24").ShouldBe("\"24\"");

    [Fact]
    public void Numbers_stay_numbers() => s_jobs.Select(j => j.Find("timeout")).OfType<YamlScalarNode>()
        .ShouldAllBe(t => t.Style == ScalarStyle.Plain);
}
