using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Tests;

/// <summary>Each rule reports its fault at its line, and reports nothing without the fault.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Faults => [.. RuleCases.All.Select(c => c.Fault)];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_at_its_line(string fault)
    {
        var (_, bad, expected, _) = RuleCases.All.Single(c => c.Fault == fault);
        Said(CheckedFolder.Check(RuleCases.Common + bad))
            .ShouldContain(f => f.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Without_it_nothing_is_found(string fault)
    {
        var good = RuleCases.All.Single(c => c.Fault == fault).Good;
        Said(CheckedFolder.Check(RuleCases.Common + good).Where(f => f.Severity > Severity.Note)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("- job: {name: a, parent: absent}\n", "ARG0654 zuul.yaml:5: the job 'absent'", Severity.Error)]
    [InlineData("- job: {name: a, dependencies: absent}\n", "ARG0654 zuul.yaml:5: the job 'absent'", Severity.Error)]
    [InlineData("- job: {name: a, nodeset: absent}\n", "ARG0655 zuul.yaml:5: the nodeset 'absent'", Severity.Error)]
    [InlineData("- project: {templates: [absent]}\n",
        "ARG0655 zuul.yaml:5: the project-template 'absent'", Severity.Error)]
    [InlineData("- project: {queue: absent, check: {jobs: [base]}}\n",
        "ARG0655 zuul.yaml:5: the queue 'absent'", Severity.Warning)]
    [InlineData("- job: {name: a, required-projects: [some/where]}\n",
        "ARG0655 zuul.yaml:5: the repository 'some/where'", Severity.Note)]
    [InlineData("- project: {absent: {jobs: [base]}}\n",
        "ARG0656 zuul.yaml:5: the pipeline 'absent' is not found here: Zuul says nothing", Severity.Warning)]
    [InlineData("- job: {name: a, semaphore: absent}\n",
        "ARG0657 zuul.yaml:5: the semaphore 'absent'", Severity.Warning)]
    public void What_a_whole_tenant_lacks_is_as_severe_as_for_Zuul_and_else_part_of_a_note(
        string yaml, string expected, Severity severity)
    {
        var whole = CheckedFolder.Check(RuleCases.Common + yaml, whole: true).Single(f => f.Kind.Id != "ARG0666");
        whole.Severity.ShouldBe(severity);
        Said([whole]).Single().ShouldStartWith(expected);
        var part = CheckedFolder.Check(RuleCases.Common + yaml);
        part.ShouldAllBe(f => f.Severity == Severity.Note);
        part.ShouldContain(f => f.Kind.Id == "ARG0659" && f.Place.Line == 5);
    }

    [Theory]
    [InlineData("- project: {check: {jobs: [bsae]}}\n", "ARG0654 zuul.yaml:5: the job 'bsae'", "base")]
    [InlineData("- project: {chek: {jobs: [base]}}\n", "ARG0656 zuul.yaml:5: the pipeline 'chek'", "check")]
    public void A_misspelt_name_has_a_suggestion_with_and_without_the_whole_tenant(
        string yaml, string expected, string meant)
    {
        foreach (var whole in new[] { true, false })
            Said(CheckedFolder.Check(RuleCases.Common + yaml, whole)).ShouldContain(f =>
                f.StartsWith(expected, StringComparison.Ordinal)
                && f.EndsWith($"Did you mean '{meant}'?", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_number_is_another_name_and_no_misspelt_one() =>
        CheckedFolder.Check(RuleCases.Common
            + "- job: {name: tox-py313, run: run.yaml}\n- project: {check: {jobs: [tox-py312]}}\n")
            .ShouldContain(f => f.Kind.Id == "ARG0659");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_tenant_has_noop(bool whole) =>
        CheckedFolder.Check(RuleCases.Common + "- project: {check: {jobs: [noop]}}\n", whole)
            .ShouldAllBe(f => f.Kind.Id == "ARG0666");

    [Fact]
    public void Many_like_warnings_are_one_line_with_a_count()
    {
        using var folder = new CheckedFolder().With("zuul.yaml", string.Concat(
            Enumerable.Range(0, 144).Select(i => $"- job: {{name: j{i}, branches: stable/{i}}}\n")));
        var report = folder.Run();
        report.Count(Severity.Warning).ShouldBe(144);
        FindingList.Of(report).Split('\n')
            .ShouldContain(l => l.EndsWith("(143 more like it)", StringComparison.Ordinal));
        FindingList.Of(report).Split('\n').Length.ShouldBeLessThan(8);
    }

    [Fact]
    public void Every_kind_has_a_case_or_a_test_of_its_own()
    {
        string[] ofOthers =
        [
            "ARG0640", "ARG0641", "ARG0642", "ARG0647", "ARG0653", "ARG0654", "ARG0656", "ARG0657", "ARG0659",
            "ARG0664", "ARG0666", "ARG0677"
        ];
        FindingKinds.All.Select(k => k.Id).Except(RuleCases.All.Select(c => c.Expected[..7])).ShouldBe(ofOthers);
    }

    [Fact]
    public void Two_files_that_define_one_job_for_the_same_branches_are_told_of_each_other()
    {
        using var folder = new CheckedFolder()
            .With("zuul.d/a.yaml", "- job: {name: j}\n").With("zuul.d/b.yaml", "- job: {name: j, timeout: 5}\n");
        Said(folder.Run().Findings).ShouldContain(f => f.StartsWith(
            "ARG0653 zuul.d/b.yaml:1: the job 'j' is defined for the same branches at zuul.d/a.yaml:1",
            StringComparison.Ordinal));
        folder.With("zuul.d/b.yaml", "- job: {name: j, timeout: 5, branches: ^stable/}\n").Run()
            .Findings.ShouldNotContain(f => f.Kind.Id == "ARG0653");
    }

    [Theory]
    [InlineData("- job: {name: publish-wheel-cache-ubuntu-jammy-arm64, nodeset: noble, run: run.yaml}\n", false)]
    [InlineData("- job: {name: publish-wheel-mirror-ubuntu-noble-arm64, nodeset: jammy, run: run.yaml}\n", true)]
    [InlineData("- job: {name: fill, nodeset: noble, run: playbooks/wheel-cache/build}\n", false)]
    [InlineData("- job: {name: fill, nodeset: jammy, run: playbooks/wheel-cache/build}\n", true)]
    [InlineData("- job: {name: build-wheel-cache, abstract: true}\n"
        + "- job: {name: fill, parent: build-wheel-cache, nodeset: noble}\n", false)]
    [InlineData("- job: {name: fill-wheel-mirror-x, nodeset: x64, vars: {argosy_platform: debian-12-arm64}}\n", false)]
    [InlineData("- job: {name: fill-wheel-mirror-x, nodeset: x64, vars: {argosy_platform: debian-11-arm64}}\n", true)]
    public void Wheels_are_for_the_platform_that_a_job_builds_them_on(string publisher, bool isLacking) =>
        CheckedFolder.Check("""
            - nodeset: {name: noble, nodes: [{name: n, label: debian-bookworm-arm64}]}
            - nodeset: {name: jammy, nodes: [{name: n, label: debian-bullseye-arm64}]}
            - nodeset: {name: x64, nodes: [{name: n, label: debian-bookworm}]}
            - job: {name: tox, nodeset: noble, run: run.yaml}

            """ + publisher).Any(f => f.Kind.Id == "ARG0676" && f.Place.Line == 4).ShouldBe(isLacking);

    [Theory]
    [InlineData("0 2 * * 0", true)]
    [InlineData("0 2 * * mon", false)]
    public void A_weekday_in_figures_is_worth_a_note(string time, bool noted) =>
        CheckedFolder.Check($"- pipeline: {{name: p, manager: independent, trigger: {{timer: [{{time: {time}}}]}}}}\n")
            .Any(f => f.Kind.Id == "ARG0669").ShouldBe(noted);

    [Theory]
    [InlineData(1000, null)]
    [InlineData(2000, Severity.Warning)]
    [InlineData(2401, Severity.Error)]
    public void A_timeout_is_held_against_what_builds_take(int p95, Severity? expected)
    {
        using var folder = new CheckedFolder().With("zuul.yaml", "- job: {name: j, timeout: 2400}\n");
        folder.Run(measured: [new("openstack/nova", "j", p95)]).Findings
            .Where(f => f.Kind.Id == "ARG0677")
            .Select(f => (Severity?)f.Severity).SingleOrDefault().ShouldBe(expected);
    }

    internal static IReadOnlyList<string> Said(IEnumerable<Finding> findings) =>
        [.. findings.Select(f => $"{f.Kind.Id} {f.Place}: {f.Cause}. {f.Remedy}")];
}
