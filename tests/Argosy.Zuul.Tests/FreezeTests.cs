using Argosy.Zuul.Freezing;

namespace Argosy.Zuul.Tests;

public sealed class FreezeTests : IDisposable
{
    private readonly CheckedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Attributes_merge_as_Zuul_merges_them()
    {
        var job = Freeze("""
            - job: {name: base, parent: null, run: base.yaml, pre-run: p0, post-run: q0, tags: [t], timeout: 10, files: [x], semaphore: s0,
                required-projects: [a, {name: b, override-checkout: old}], allowed-projects: [p, q], vars: {m: {x: 1, y: 1}, l: [1]}}
            - job: {name: j, run: j.yaml, pre-run: [p1, p2], post-run: [q1, q2], tags: u, files: [y], semaphores: [s1],
                required-projects: [{name: b, override-checkout: new}, c], allowed-projects: [q, r], vars: {m: {y: 2}, l: [2]}}
            - project: {check: {jobs: [j: {timeout: 20, vars: {m: {z: 3}}}]}}

            """).Jobs.Single();
        string[] Values(string name) => [.. job.Attributes.Where(a => a.Name == name).Select(a => a.Value)];
        Values("pre-run").ShouldBe(["p0", "p1", "p2"]);
        Values("post-run").ShouldBe(["q1", "q2", "q0"]);
        Values("run").ShouldBe(["j.yaml"]);
        Values("tags").ShouldBe(["t", "u"]);
        Values("semaphores").ShouldBe(["s0", "s1"]);
        Values("files").ShouldBe(["y"]);
        Values("allowed-projects").ShouldBe(["q"]);
        Values("required-projects").ShouldBe(["a", "{name: b, override-checkout: new}", "c"]);
        Values("timeout").ShouldBe(["20"]);
        Values("vars.m.x").ShouldBe(["1"]);
        Values("vars.m.y").ShouldBe(["2"]);
        Values("vars.m.z").ShouldBe(["3"]);
        Values("vars.l").ShouldBe(["[2]"]);
        job.Parents.ShouldBe(["base"]);
        job.AbsentParent.ShouldBeNull();
    }

    [Fact]
    public void Each_value_has_its_origin()
    {
        var job = Freeze(
            "- job: {name: j, timeout: 10, vars: {x: 1}}\n"
            + "- project:\n    check:\n      jobs:\n        - j:\n            vars: {y: 2}\n").Jobs.Single();
        job.Attributes.Select(a => $"{a.Name} {a.Origin}")
            .ShouldBe(["timeout zuul.yaml:1", "vars.x zuul.yaml:1", "vars.y zuul.yaml:6"]);
        job.AbsentParent.ShouldBe("base");
    }

    [Fact]
    public void A_projects_variables_lie_below_those_of_jobs() => Freeze("""
        - project-template: {name: t, vars: {a: template, b: template, c: template}, check: {jobs: [j]}}
        - job: {name: j, vars: {c: job}}
        - project: {templates: [t], vars: {b: project}}

        """).Jobs.Single().Attributes.Select(a => $"{a.Name}={a.Value}")
            .ShouldBe(["vars.a=template", "vars.b=project", "vars.c=job"], ignoreOrder: true);

    [Fact]
    public void Jobs_are_listed_after_those_they_wait_for()
    {
        var frozen = Freeze(
            "- job: {name: a}\n- job: {name: b}\n- job: {name: c}\n"
            + "- project: {check: {jobs: [a: {dependencies: [c]}, b, c: {dependencies: b}]}}\n");
        frozen.Jobs.Select(j => j.Name).ShouldBe(["b", "c", "a"]);
    }

    [Theory]
    [InlineData("stable/2.0", "prefix,exact")]
    [InlineData("stable/2.0.1", "prefix")]
    [InlineData("master", "")]
    public void An_explicit_matcher_is_a_prefix_and_an_implied_one_exact(string branch, string expected)
    {
        _folder
            .With("zuul.d/a.yaml",
                "- job: {name: prefix, branches: 'stable/2.0'}\n- project: {check: {jobs: [prefix, exact]}}\n")
            .With("zuul.d/b.yaml",
                "- pragma: {implied-branch-matchers: true, implied-branches: [stable/2.0]}\n- job: {name: exact}\n");
        var frozen = _folder.Freeze("p", "check", branch);
        string.Join(',', frozen.Jobs.Select(j => j.Name)).ShouldBe(expected);
        frozen.LeftOut.ShouldAllBe(l => l.Reason == $"it has no variant for the branch '{branch}'");
    }

    [Fact]
    public void Variants_that_match_the_branch_are_put_on_each_other()
    {
        _folder.With("zuul.yaml",
            "- job: {name: j, timeout: 1}\n- job: {name: j, branches: ^stable/, timeout: 2}\n"
            + "- project: {check: {jobs: [j]}}\n");
        string Timeout(string branch) => _folder.Freeze("p", "check", branch).Jobs.Single().Attributes.Single().Value;
        (Timeout("master"), Timeout("stable/x")).ShouldBe(("1", "2"));
    }

    [Theory]
    [InlineData("files: ^src/", "src/a", true)]
    [InlineData("files: ^src/", "docs/a", false)]
    [InlineData("irrelevant-files: ^docs/", "docs/a", false)]
    [InlineData("irrelevant-files: ^docs/", "docs/a,src/b", true)]
    [InlineData("irrelevant-files: {regex: ^src/, negate: true}", "docs/a", false)]
    public void Changed_files_decide(string matcher, string files, bool runs)
    {
        _folder.With("zuul.yaml", $"- job: {{name: j, {matcher}}}\n- project: {{check: {{jobs: [j]}}}}\n");
        _folder.Freeze("p", "check", "master", files.Split(',')).Jobs.Count.ShouldBe(runs ? 1 : 0);
        _folder.Freeze("p", "check").Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public void What_waits_for_a_job_that_is_left_out_is_left_out_unless_it_waits_softly()
    {
        _folder.With("zuul.yaml", """
            - job: {name: a, files: ^never$}
            - job: {name: hard, dependencies: a}
            - job: {name: harder, dependencies: hard}
            - job: {name: soft, dependencies: {name: a, soft: true}}
            - job: {name: d, abstract: true}
            - project: {check: {jobs: [a, hard, harder, soft, d, e]}}

            """);
        var frozen = _folder.Freeze("p", "check", "master", "x");
        frozen.Jobs.Select(j => j.Name).ShouldBe(["soft"]);
        frozen.LeftOut.Select(l => $"{l.Name}: {l.Reason}").ShouldBe([
            "a: no changed file matches 'files'", "d: it is abstract: Zuul reports an error",
            "e: no job of this name is here",
            "hard: it waits for 'a', which doesn't run: Zuul reports an error",
            "harder: it waits for 'hard', which doesn't run: Zuul reports an error"]);
    }

    [Fact]
    public void A_tag_says_how_an_attribute_is_merged()
    {
        var job = Freeze("""
            - job: {name: base, parent: null, files: [a], vars: {x: {y: 1}}, dependencies: [], tags: [t], irrelevant-files: [i]}
            - job: {name: j, files: !inherit [b], vars: !override {x: {z: 2}}, tags: !override u, irrelevant-files: [k]}
            - project: {check: {jobs: [j]}}

            """).Jobs.Single();
        job.Attributes.Where(a => a.Name != "dependencies").Select(a => $"{a.Name}={a.Value}")
            .ShouldBe(["files=a", "files=b", "irrelevant-files=k", "tags=u", "vars.x.z=2"]);
    }

    [Theory]
    [InlineData("0600", "384")]
    [InlineData("1:00:00", "3600")]
    [InlineData("1_000", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("3.10", "3.1")]
    [InlineData("2.0", "2.0")]
    [InlineData("'0600'", "0600")]
    [InlineData("08", "08")]
    [InlineData("1e3", "1e3")]
    public void A_number_is_what_Python_reads(string written, string read) =>
        Freeze($"- job: {{name: j, vars: {{v: {written}}}}}\n- project: {{check: {{jobs: [j]}}}}\n")
            .Jobs.Single().Attributes.Single().Value.ShouldBe(read);

    [Fact]
    public void Noop_runs_in_every_tenant() =>
        Freeze("- project: {check: {jobs: [noop]}}\n").Jobs.Single().Name.ShouldBe("noop");

    [Fact]
    public void A_look_ahead_matches_as_in_Python() => Freeze(
        "- job: {name: j, branches: '^(?!stable/).*$'}\n- job: {name: k, branches: '^(?!master)'}\n"
        + "- project: {check: {jobs: [j, k]}}\n").Jobs.Single().Name.ShouldBe("j");

    [Fact]
    public void Circles_end()
    {
        var frozen = Freeze(
            "- job: {name: a, parent: b}\n- job: {name: b, parent: a}\n"
            + "- job: {name: c, dependencies: d}\n- job: {name: d, dependencies: c}\n"
            + "- project: {check: {jobs: [a, c, d]}}\n");
        frozen.Jobs.ShouldHaveSingleItem().Parents.ShouldBe(["b"]);
        frozen.LeftOut.Select(l => l.Name).ShouldBe(["c", "d"]);
    }

    [Fact]
    public void A_secret_is_not_shown() =>
        Freeze("- job: {name: j, vars: {x: !encrypted/pkcs1-oaep hidden}}\n- project: {check: {jobs: [j]}}\n")
            .Jobs.Single().Attributes.Single().Value.ShouldBe("(encrypted)");

    [Fact]
    public void The_projects_own_gate_runs_its_x64_jobs()
    {
        var frozen = PipelineFreeze.Run(new("argosy", "gate") { Path = Repository.Root }, CancellationToken.None);
        frozen.Jobs.Select(j => j.Name).ShouldContain("argosy-runtime-x64");
        frozen.LeftOut.ShouldBeEmpty();
    }

    private FrozenPipeline Freeze(string yaml) => _folder.With("zuul.yaml", yaml).Freeze("p", "check");
}
