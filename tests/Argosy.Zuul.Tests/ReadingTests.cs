using Argosy.Zuul.Checking;
using Argosy.Zuul.Model;
using Argosy.Zuul.Schema;

namespace Argosy.Zuul.Tests;

/// <summary>Files are read as Zuul's PyYAML reads them, and a fault leaves the rest of its file.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("- job:\n    name: a\n    description: \"one\\\n  two\"\n    nodset: x\n", 5)]
    [InlineData("- job:\n    name: a\n    description: \"{{\n    x\n    }}\"\n    nodset: x\n", 6)]
    [InlineData("- job:\n    name: a\n    description: 'it''s\n  two'\n    nodset: x\n", 5)]
    [InlineData("- job:\n    name: a\n    tags: [\n  b,\n  c\n  ]\n    nodset: x\n", 7)]
    [InlineData("- job:\n    name: a\n    vars: {\n  b: \"c\nd\"}\n    nodset: x\n", 6)]
    [InlineData("- job:\n    name: a\n    description: |\n      \"no\n       quote: [\n    vars: {b: \"c\n d\"}\n"
        + "    nodset: x\n", 8)]
    public void A_line_inside_quotes_or_brackets_may_begin_anywhere(string yaml, int line) =>
        RuleTests.Said(CheckedFolder.Check(yaml)).ShouldHaveSingleItem()
            .ShouldStartWith($"ARG0648 zuul.yaml:{line}: a job has no attribute 'nodset'");

    [Theory]
    [InlineData("- job:\n    name: a\n    vars:\n\t  b: 1\n", 4)]
    [InlineData("- job:\n    name: a\n- job:\n    name: b\n    vars:\n  \tc: 1\n", 6)]
    public void A_tab_is_told_at_its_line(string yaml, int line) => RuleTests.Said(CheckedFolder.Check(yaml))
        .ShouldContain($"ARG0641 zuul.yaml:{line}: a tab indents this line. Indent with spaces.");

    [Theory]
    [InlineData("- job: {name: b, vars: {[x]: y}}\n", 2)]
    [InlineData("- job: {name: b, vars: {x: {{ y }}}}\n", 2)]
    [InlineData("- job: {name: b\n", null)]
    [InlineData("- job: *nothing\n", 2)]
    [InlineData("- job: {name: 'é\u0001'}\n", 2)]
    public void A_broken_entry_leaves_the_others(string broken, int? line)
    {
        using var folder = new CheckedFolder()
            .With("zuul.yaml", "- job: {name: a, nodset: x}\n" + broken + "- job: {name: c, nodset: x}\n");
        var findings = folder.Run().Findings;
        findings.Where(f => f.Kind.Id == "ARG0648").Select(f => f.Place.Line).ShouldBe([1, 3]);
        findings.ShouldContain(f =>
            (f.Kind.Id == "ARG0641" || f.Kind.Id == "ARG0640") && (line == null || f.Place.Line == line));
    }

    [Theory]
    [InlineData("0700", true)]
    [InlineData("03", false)]
    [InlineData("1:00:00", false)]
    [InlineData("4:00:00", true)]
    [InlineData("100_000", true)]
    public void A_timeout_is_the_number_that_Python_reads(string timeout, bool tooLong)
    {
        using var folder = new CheckedFolder()
            .With("main.yaml",
                "- tenant: {name: t, max-job-timeout: 0600, source: {gerrit: {untrusted-projects: [a]}}}\n")
            .With("limit.yaml", "- tenant: {name: t, source: {gerrit: {untrusted-projects: [a]}}}\n")
            .With("a/zuul.yaml", $"- job: {{name: j, timeout: {timeout}}}\n");
        var tenant = timeout.StartsWith('0') ? "main.yaml" : "limit.yaml";
        folder.Run(tenant).Findings.Any(f => f.Kind.Id == "ARG0673").ShouldBe(tooLong);
    }

    [Theory]
    [InlineData("- secret: {name: s, oidc: {ttl: 600}}\n", "11", true)]
    [InlineData("- secret: {name: s, oidc: {ttl: 600}}\n", null, false)]
    [InlineData("- job: {name: a, include-projects: [b]}\n", "13.1", true)]
    [InlineData("- job: {name: a, include-projects: [b]}\n", "14.0", false)]
    [InlineData("- pipeline: {name: p, manager: independent, trigger: {timer: {time: 0 2 * * *}}, "
        + "merge-failure: {smtp: {}}}\n", "6.4", false)]
    [InlineData("- pipeline: {name: p, manager: independent, trigger: {timer: {time: 0 2 * * *}}, "
        + "merge-failure: {smtp: {}}}\n", "7.0.0", true)]
    public void A_version_has_its_own_attributes(string yaml, string? version, bool isRefused)
    {
        using var folder = new CheckedFolder().With("zuul.yaml", yaml);
        ConfigurationCheck.Run(
            new(folder.Path) { Version = version is null ? ZuulVersion.Newest : ZuulVersion.TryParse(version)! },
            CancellationToken.None)
            .Findings.Any(f => f.Kind.Id == "ARG0629").ShouldBe(isRefused);
    }

    [Theory]
    [InlineData("- image: {name: i, type: zuul}\n", true)]
    [InlineData("- image: {name: i, type: cluod}\n", false)]
    [InlineData("- flavor: {name: f, description: d}\n", true)]
    [InlineData("- label: {name: l, image: i, flavor: f, min-ready: 1}\n", true)]
    [InlineData("- label: {name: l, image: i}\n", false)]
    [InlineData("- section: {name: s, connection: c, images: [i, {name: j}], region: r}\n", true)]
    [InlineData("- provider: {name: p, section: s, labels: [{name: l}], boot-timeout: 5}\n", true)]
    [InlineData("- provider: {name: p, labels: []}\n", false)]
    public void The_launchers_objects_are_checked(string yaml, bool isValid) =>
        CheckedFolder.Check(yaml).All(f => f.Severity < Severity.Error).ShouldBe(isValid);
}
