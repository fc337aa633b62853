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
    public void Where_there_is_no_configuration_that_is_an_error()
    {
        using var folder = new CheckedFolder().With("README", "");
        Should.Throw<ArgosyException>(() => folder.Run()).Diagnostics.Single().Id.ShouldBe("ARG0646");
        Should.Throw<ArgosyException>(() => folder.Run(tenant: "README")).Diagnostics.Single().Id.ShouldBe("ARG0646");
        Should.Throw<ArgosyException>(() => folder.Run(tenant: "absent")).Diagnostics.Single().Id.ShouldBe("ARG0640");
    }
}
