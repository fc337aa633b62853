using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Pipelines.Tests;

/// <summary>What is generated passes the check, whatever is declared.</summary>
public sealed class CheckedGenerationTests : IDisposable
{
    private const string Distributions = "[debian-12, debian-13]";

    private static readonly string[] s_overs = ["", "over: architectures", "over: platforms"];

    // Attributes of a job that the table has, each with a valid value.
    private static readonly string[] s_attributes =
    [
        "pre-timeout: 300", "post-timeout: 300", "attempts: 2", "tags: [a, b]", "branches: ^master$",
        "files: [^src/.*$]", "irrelevant-files: [{regex: ^docs/, negate: true}]", "final: true", "post-run: run.yaml",
        "post-run: [{name: run.yaml, cleanup: true}]", "failure-output: [x]", "workspace-scheme: flat",
        "deduplicate: auto", "vars: {a: {b: [1, 2]}}", "host-vars: {h: {a: 1}}", "provides: [p]",
        "ansible-version: '9'", "required-projects: [{name: x/y, override-checkout: b}]",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("argosy-checked-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Check_has_nothing_to_say_about_what_generate_writes() => Prop.ForAll(
        (from over in Gen.Elements(s_overs).Two()
         from own in Gen.Elements("build-machine", "own-architecture")
         from votes in Gen.Elements("true", "false")
         from waits in Gen.Elements(true, false)
         from attributes in Gen.Elements(s_attributes).ArrayOf()
         select Declarations(over.Item1, over.Item2, own, votes, waits, attributes)).ToArbitrary(),
        text =>
        {
            var (files, _) = Generate(text);
            GeneratedFiles.Write(_folder, files);
            File.WriteAllText(Path.Combine(_folder, "run.yaml"), "[]\n");
            ConfigurationCheck.Run(new(_folder), CancellationToken.None)
                .Findings.Where(f => f.Severity > Severity.Note)
                .Select(f => $"{f.Kind.Id} {f.Place}: {f.Cause}").ShouldBeEmpty(text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Each_platform_and_python_has_a_job_of_its_own_with_its_own_call()
    {
        var (files, _) = Generate("""
            pipelines-file: zuul.d/pipelines.yaml
            existing-pipelines: [check]
            existing-jobs: [tox]
            axes: {python: {py311: {}, py313: {}}}
            jobs:
              "unit-{python}-{platform}": {over: [platforms, python], parent: tox, nodeset: "{project}-{platform}"}
            families:
              wheel: {title: Build, description: d, targets: [Wheels], over: platforms, timeout: 3600}
            templates:
              t: {for: all-architectures, description: d, pipelines: {check: ["unit-{python}-{platform}", wheel]}}
            also:
              github: {checkout: a/b@0123456789012345678901234567890123456789, runners: {x64: x}}
              gitlab: {runners: {x64: x}}

            """);
        string Text(string path) => files.Single(f => f.Path == path).Text;
        var platforms = Model.Platforms.Select(p => p.Name).ToList();
        platforms.Count.ShouldBe(6);
        foreach (var platform in platforms)
        {
            Text("zuul.d/jobs.yaml").ShouldContain($"argosy_platform: {platform}\n");
            Text("zuul.d/nodesets.yaml").ShouldContain($"name: p-{platform}\n");
            Text(".github/workflows/check.yml").ShouldContain($"name: {platform}\n");
            Text(".gitlab-ci.yml").ShouldContain($"PLATFORM: {platform}\n");
            foreach (var python in new[] { "py311", "py313" })
                Text("zuul.d/jobs.yaml").ShouldContain($"name: unit-{python}-{platform}\n");
        }

        Text("playbooks/wheel.yaml").ShouldContain("--platform={{ argosy_platform }}");
        Text(".github/workflows/check.yml").ShouldContain("--platform=${{ matrix.name }}");
        Text(".gitlab-ci.yml").ShouldContain("--platform=$PLATFORM");
    }

    [Theory]
    [InlineData("", "ARG0694 ")]
    [InlineData(", nodeset: \"{project}-{platfrom}\"", "ARG0601 ")]
    [InlineData(", nodeset: \"p-{platform}-large\"", "ARG0604 ")]
    [InlineData(", nodeset: \"p-{platform}\"", null)]
    [InlineData(", nodeset: big", null)]
    public void A_job_over_platforms_says_on_which_node_it_runs(string nodeset, string? error)
    {
        void Make() => Generate($$"""
            pipelines-file: zuul.d/pipelines.yaml
            existing-jobs: [tox]
            existing-nodesets: [big]
            jobs: {"unit-{platform}": {over: [platforms], parent: tox{{nodeset}} } }

            """);
        if (error is null) Make();
        else Should.Throw<ArgosyException>(Make).Message.ShouldStartWith(error);
    }

    private static Model Model => Platforms.Model.Read(Platforms.Yaml.YamlFile.Parse(
        $"project: {{name: p, version: 1.0.0, description: d}}\narchitectures: [x64, arm64, ppc64le]\n"
        + $"distributions: {Distributions}\n", "argosy.yaml"));

    private static PipelineGeneration Generate(string text) => PipelineGeneration.Wanted(Model,
        PipelineDeclarations.Read([Platforms.Yaml.YamlFile.Parse(text, "pipelines/all.yaml")]));

    private static string Declarations(
        string first, string second, string node, string votes, bool waits, string[] attributes)
    {
        var more = string.Concat(attributes.DistinctBy(a => a.Split(':')[0]).Select(a => $", {a}"));
        var after = waits && first == second ? ", after: a, semaphore: s" : "";
        static string Over(string over) => over.Length == 0 ? "" : $", {over}";
        return $$"""
            pipelines-file: zuul.d/pipelines.yaml
            semaphores: {s: {max: 1, why: w} }
            existing-jobs: [base]
            jobs: {own: {parent: base, run: run.yaml{{more}} } }
            families:
              a: {title: A, description: d, targets: [A]{{Over(first)}}, node: {{node}}, foreign-votes: {{votes}}, timeout: 600}
              b: {title: B, description: d, targets: [B]{{Over(second)}}{{after}}, foreign-votes: {{votes}}, timeout: 600}
            pipelines:
              check: {description: d, manager: independent, trigger: {gerrit: [{event: patchset-created}]}, success: {gerrit: {Verified: 1} } }
            templates:
              t: {for: all-architectures, description: d, pipelines: {check: [a, b, own]} }

            """;
    }
}
