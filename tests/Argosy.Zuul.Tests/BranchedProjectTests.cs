using Argosy.Zuul.Checking;
using Argosy.Zuul.Freezing;
using Argosy.Zuul.Model;

namespace Argosy.Zuul.Tests;

/// <summary>Several branches of a project, and a checkout of unknown name.</summary>
public sealed class BranchedProjectTests : IDisposable
{
    private readonly CheckedFolder _folder = new CheckedFolder()
        .With("one/zuul.yaml",
            "- job: {name: j, timeout: 1}\n- job: {name: j, branches: stable/2, timeout: 4}\n"
            + "- nodeset: {name: n, nodes: [{name: a, label: l}]}\n- project: {name: app/one, check: {jobs: [j]}}\n")
        .With("old/zuul.yaml",
            "- job: {name: j, timeout: 2}\n- nodeset: {name: n, nodes: [{name: a, label: l}]}\n"
            + "- project: {name: app/one, check: {jobs: [j]}}\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("master", "1")]
    [InlineData("stable/1", "2")]
    [InlineData("stable/2", "4")]
    public void A_variant_counts_for_its_branch_or_for_those_that_it_names(string branch, string timeout)
    {
        var frozen = Freeze(branch);
        if (branch == "stable/2") frozen.ShouldBeNull();
        else frozen!.Jobs.Single().Attributes.Single(a => a.Name == "timeout").Value.ShouldBe(timeout);
    }

    [Fact]
    public void A_folder_may_have_branches_of_a_project_beside_it()
    {
        using var tree = new CheckedFolder()
            .With("app/one/zuul.yaml", "- job: {name: j, timeout: 1}\n- project: {check: {jobs: [j]}}\n")
            .With("app/one@stable%2F1/zuul.yaml", "- job: {name: j, timeout: 2}\n- project: {check: {jobs: [j]}}\n");
        string Timeout(string branch) =>
            tree.Freeze("app/one", "check", branch).Jobs.Single().Attributes.Single().Value;
        (Timeout("master"), Timeout("stable/1")).ShouldBe(("1", "2"));
    }

    [Fact]
    public void The_same_nodeset_in_two_branches_is_one()
    {
        Check().ShouldNotContain(f => f.Severity == Severity.Error);
        _folder.With("old/zuul.yaml", "- nodeset: {name: n, nodes: [{name: a, label: other}]}\n");
        RuleTests.Said(Check()).ShouldContain(f =>
            f.StartsWith("ARG0652 stable/1:zuul.yaml:1: the nodeset 'n' differs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("app/one", false)]
    [InlineData("app/two", true)]
    public void A_stanzas_name_is_held_against_the_given_one_and_not_the_folders(string? name, bool isForeign) =>
        ConfigurationCheck.Run(
            new(Path.Combine(_folder.Path, "one")) { As = name is null ? null : new(name, null) },
            CancellationToken.None)
            .Findings.Any(f => f.Kind.Id == "ARG0666" && f.Severity == Severity.Error).ShouldBe(isForeign);

    private FrozenPipeline? Freeze(string branch)
    {
        try
        {
            return PipelineFreeze.Run(
                new("app/one", "check")
                {
                    Path = Path.Combine(_folder.Path, "one"),
                    Branch = branch,
                    OtherBranches = [new("stable/1", Path.Combine(_folder.Path, "old"))],
                },
                CancellationToken.None);
        }
        catch (Platforms.Diagnostics.ArgosyException e) when (e.Diagnostics.Single().Id == "ARG0646")
        {
            return null;
        }
    }

    private IReadOnlyList<Finding> Check() => ConfigurationCheck.Run(
        new(Path.Combine(_folder.Path, "one"))
        {
            As = new("app/one", null),
            OtherBranches = [new("stable/1", Path.Combine(_folder.Path, "old"))],
        },
        CancellationToken.None).Findings;
}
