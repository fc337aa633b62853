using Argosy.Platforms.Diagnostics;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Tests;

public sealed class TenantTests : IDisposable
{
    private readonly CheckedFolder _folder = new CheckedFolder()
        .With("main.yaml", """
            - tenant:
                name: example
                max-job-timeout: 3600
                source:
                  gerrit:
                    config-projects: [opendev.org/infra/config]
                    untrusted-projects:
                      - app/one
                      - projects: [app/two]
                        include: []
            """)
        .With("infra/config/zuul.d/base.yaml",
            "- job: {name: base, parent: null, run: run.yaml, protected: true}\n- job: {name: shared, run: run.yaml}\n")
        .With("infra/config/run.yaml", "[]\n")
        .With("app/one/.zuul.yaml", "- job: {name: one, parent: shared, timeout: 3601}\n")
        .With("app/two/zuul.yaml", "- nonsense\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_tells_limits_and_what_is_loaded()
    {
        _folder.With("app/one/.zuul.yaml", "- job: {name: one, parent: shared, timeout: 3601}\n");
        RuleTests.Said(_folder.Run("main.yaml").Findings.Where(f => f.Kind.Id == "ARG0673"))
            .ShouldHaveSingleItem().ShouldStartWith("ARG0673 app/one/.zuul.yaml:1");
    }

    [Theory]
    [InlineData("- pipeline: {name: p, manager: independent, trigger: {timer: [{time: 0 2 * * *}]}}\n")]
    [InlineData("- job: {name: j, parent: null, run: run.yaml}\n")]
    [InlineData("- project: {name: app/two}\n")]
    [InlineData("- project: {name: ^app/.*}\n")]
    public void An_untrusted_project_has_what_is_its_own(string yaml) =>
        _folder.With("app/one/.zuul.yaml", yaml).Run("main.yaml").Findings.ShouldContain(f =>
            f.Kind.Id == "ARG0666" && f.Severity == Severity.Error && f.Place.What == "app/one/.zuul.yaml");

    [Fact]
    public void Without_a_tenant_file_who_has_pipelines_or_base_jobs_is_trusted_and_a_note_says_so() =>
        _folder.Run().Findings.Where(f => f.Kind.Id == "ARG0666").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            f => f.Severity.ShouldBe(Severity.Note),
            f => f.Place.ToString().ShouldBe("infra/config/zuul.d/base.yaml:1"));

    [Fact]
    public void A_protected_job_has_no_children_elsewhere()
    {
        _folder.With("app/one/.zuul.yaml", "- job: {name: one, parent: base}\n");
        _folder.Run("main.yaml").Findings
            .ShouldContain(f => f.Kind.Id == "ARG0664" && f.Place.What == "app/one/.zuul.yaml");
    }

    [Fact]
    public void A_job_of_another_untrusted_project_cant_be_defined_again()
    {
        _folder.With("app/one/.zuul.yaml", "- job: {name: j, parent: shared}\n")
            .With("app/three/zuul.yaml", "- job: {name: j, parent: shared}\n");
        _folder.Run().Findings.ShouldContain(f => f.Kind.Id == "ARG0652" && f.Place.What == "app/three/zuul.yaml");
    }

    [Fact]
    public void A_listed_repository_that_is_absent_is_told_at_its_line()
    {
        Directory.Delete(Path.Combine(_folder.Path, "app/one"), recursive: true);
        _folder.Run("main.yaml").Findings.ShouldContain(f => f.Kind.Id == "ARG0647" && f.Place.Line == 8);
    }

    [Fact]
    public void The_first_root_wins_and_an_ignored_folder_is_not_read()
    {
        using var folder = new CheckedFolder()
            .With("zuul.d/a.yaml", "- job: {name: a}\n").With("zuul.d/extra/.zuul.ignore", "")
            .With("zuul.d/extra/b.yaml", "nonsense").With(".zuul.yaml", "nonsense")
            .With("zuul-extra.d/c.yaml", "nonsense");
        var report = folder.Run();
        (report.Files, report.Objects, report.Count(Severity.Error)).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void All_tenants_of_a_file_are_read_or_the_one_that_is_named()
    {
        using var folder = new CheckedFolder()
            .With("main.yaml", """
                - tenant: {name: small, source: {gerrit: {untrusted-projects: [app/other]}}}
                - tenant: {name: large, max-job-timeout: 20000, source: {gerrit: {untrusted-projects: [app/one]}}}

                """)
            .With("app/one/zuul.yaml", "- job: {name: a, nodset: x, timeout: 20000}\n")
            .With("app/other/zuul.yaml", "- job: {name: b, timeout: 20000}\n");
        var errors = folder.Run("main.yaml").Findings.Where(f => f.Severity == Severity.Error);
        RuleTests.Said(errors).ShouldSatisfyAllConditions(
            s => s.Count.ShouldBe(2),
            s => s[0].ShouldStartWith("ARG0648 app/one/zuul.yaml:1"),
            s => s[1].ShouldStartWith("ARG0673 app/other/zuul.yaml:1"));
        folder.Run("main.yaml", tenantName: "large").Findings
            .Where(f => f.Severity == Severity.Error).ShouldHaveSingleItem().Kind.Id.ShouldBe("ARG0648");
        Should.Throw<ArgosyException>(() => folder.Run("main.yaml", tenantName: "smal"))
            .Diagnostics.Single().Remedy.ShouldBe("Did you mean 'small'?");
    }

    [Fact]
    public void A_tenant_of_which_nothing_is_here_is_an_error()
    {
        using var folder = new CheckedFolder()
            .With("main.yaml", """
                - tenant: {name: absent, source: {gerrit: {untrusted-projects: [app/absent]}}}
                - tenant: {name: here, source: {gerrit: {untrusted-projects: [app/one]}}}

                """)
            .With("app/one/zuul.yaml", "- job: {name: a}\n");
        folder.Run("main.yaml").Findings.ShouldContain(f =>
            f.Kind.Id == "ARG0647" && f.Severity == Severity.Error
            && f.Cause == "nothing of the tenant 'absent' is in the folder");
        Should.Throw<ArgosyException>(() => folder.Run("main.yaml", tenantName: "absent"))
            .Diagnostics.Single().Id.ShouldBe("ARG0646");
    }

    [Fact]
    public void A_single_checkout_needs_the_name_that_the_tenant_lists()
    {
        using var folder = new CheckedFolder()
            .With("zuul.yaml", "- job: {name: a, nodset: x}\n")
            .With("main.yaml", "- tenant: {name: t, source: {gerrit: {untrusted-projects: [app/one, app/two]}}}\n");
        Should.Throw<ArgosyException>(() => folder.Run("main.yaml")).Diagnostics.Single().Remedy.ShouldContain("--as");
        folder.Run("main.yaml", name: "app/one").Findings.ShouldContain(f => f.Kind.Id == "ARG0648");
        Should.Throw<ArgosyException>(() => folder.Run("main.yaml", name: "app/onne"))
            .Diagnostics.Single().Remedy.ShouldBe("Did you mean 'app/one'?");
    }

    [Theory]
    [InlineData("- projects: [app/one]", true)]
    [InlineData("- app/one: {shadow: infra/config}", false)]
    public void Only_a_project_that_the_tenant_allows_to_defines_anothers_job(string listed, bool isRefused)
    {
        _folder.With("app/one/.zuul.yaml", "- job: {name: shared}\n").With("main.yaml", $"""
            - tenant:
                name: t
                source:
                  gerrit:
                    config-projects: [infra/config]
                    untrusted-projects:
                      {listed}

            """);
        _folder.Run("main.yaml").Findings.Any(f => f.Kind.Id == "ARG0652").ShouldBe(isRefused);
    }

    [Fact]
    public void Where_there_is_no_configuration_that_is_an_error()
    {
        using var folder = new CheckedFolder().With("README", "");
        Should.Throw<ArgosyException>(() => folder.Run()).Diagnostics.Single().Id.ShouldBe("ARG0646");
        Should.Throw<ArgosyException>(() => folder.Run(tenant: "README")).Diagnostics.Single().Id.ShouldBe("ARG0646");
        Should.Throw<ArgosyException>(() => folder.Run(tenant: "absent")).Diagnostics.Single().Id.ShouldBe("ARG0640");
    }
}
