using System.Diagnostics;
using Argosy.JobHealth.Promotion;
using Argosy.JobHealth.Statistics;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Yaml.Writing;

namespace Argosy.JobHealth.Tests.Promotion;

public sealed class ProposalTests : IDisposable
{
    private const string Project = """
        # What nova runs.
        - project:
            name: openstack/nova
            templates: [shared-jobs, own-jobs]
            check:
              jobs:
                - unit-arm64   # nodes are few
                - style:
                    voting: false  # since 2020
                - flow: {timeout: 60, voting: false}
                - docs:
                    files: [^docs/.*]
                - last
            periodic:
              jobs: [nightly, weekly]

        - project:
            name: openstack/neutron
            templates: [shared-jobs]

        """;

    private const string Others = """
        - pipeline:
            name: check
            success: {gerrit: {Verified: 1}}
        - pipeline:
            name: check-arm64
            success: {gerrit: {}}
        - pipeline:
            name: github-check
            success:
              github: {comment: true, status: success}
        - pipeline:
            name: mails
            success: {smtp: {to: a@example.org}, mqtt: {topic: x, qos: 2}}
        - project-template:
            name: own-jobs
            check:
              jobs:
                - from-template:
                    voting: false
        - project-template:
            name: shared-jobs
            check:
              jobs:
                - shared
        - job:
            name: alone
            voting: false
        - job:
            name: plain
            parent: base
        """;

    private readonly TestFolder _folder = new();

    public ProposalTests()
    {
        _folder.Write("zuul.d/projects.yaml", Project);
        _folder.Write("zuul.d/jobs/all.yaml", Others + "\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unit-arm64", "        - unit-arm64:   # nodes are few\n            voting: true\n")]
    [InlineData("style", "        - style:\n            voting: true  # since 2020\n")]
    [InlineData("flow", "        - flow: {timeout: 60, voting: true}\n")]
    [InlineData("docs", "        - docs:\n            voting: true\n            files: [^docs/.*]\n")]
    [InlineData("last", "        - last:\n            voting: true\n")]
    public void A_vote_is_written_where_the_project_lists_the_job(string job, string becomes)
    {
        var text = Applied(Advice(job));
        text.ShouldContain(becomes);
        // All other text stays unchanged.
        Lines(text).Except(Lines(Project)).ShouldBe(Lines(becomes).Except(Lines(Project)));
    }

    [Fact]
    public void A_list_between_brackets_stays_one() =>
        Applied(Advice("weekly", "periodic")).ShouldContain("jobs: [nightly, {weekly: {voting: true}}]\n");

    [Fact]
    public void Demotion_writes_the_opposite() =>
        Applied(Advice("last") with { Verdict = VotingVerdict.Demote })
            .ShouldContain("- last:\n            voting: false\n");

    [Fact]
    public void Several_changes_of_a_file_are_one_diff_that_git_takes()
    {
        string[] jobs = ["unit-arm64", "style", "flow", "docs", "last", "from-template", "alone", "plain"];
        var proposal = Propose([.. jobs.Select(j => Advice(j)), Advice("nightly", "periodic")]);
        (proposal.Count, proposal.ByHand.Count).ShouldBe((9, 0));
        Git("init", "-q");
        File.WriteAllText(_folder.At("change.diff"), proposal.Diff);
        Git("apply", "change.diff");
        var again = VotingConfiguration.Load(_folder.Path)
            .Propose([.. jobs.Select(j => Advice(j)), Advice("nightly", "periodic")]);
        again.Diff.ShouldNotContain("\n-");
        File.ReadAllText(_folder.At("zuul.d/jobs/all.yaml"))
            .ShouldContain("    name: plain\n    voting: true\n    parent: base\n");
    }

    [Fact]
    public void A_file_without_a_line_end_at_its_end_is_one_that_git_takes_too()
    {
        _folder.Write("zuul.d/projects.yaml",
            Project[..Project.IndexOf("    periodic", StringComparison.Ordinal)].TrimEnd());
        Git("init", "-q");
        File.WriteAllText(_folder.At("change.diff"), Propose(Advice("last")).Diff);
        Git("apply", "change.diff");
        File.ReadAllText(_folder.At("zuul.d/projects.yaml")).ShouldEndWith("- last:\n            voting: true");
    }

    [Fact]
    public void A_template_of_several_projects_is_left_to_people()
    {
        var proposal = Propose(Advice("shared"));
        proposal.Count.ShouldBe(0);
        proposal.ByHand.Single().Instead.ShouldContain("is taken by 2 projects");
    }

    [Fact]
    public void So_is_a_job_that_nothing_names() =>
        Propose(Advice("unknown")).ByHand.Single().Instead.ShouldContain("No file of this folder");

    [Fact]
    public void A_generated_file_names_what_it_is_made_from()
    {
        _folder.Write("zuul.d/projects.yaml",
            $"{new GenerationMark("./build.sh --target=Pipelines", "argosy.yaml and pipelines/").Line}\n{Project}");
        var proposal = Propose(Advice("last"));
        proposal.Diff.ShouldBeEmpty();
        proposal.ByHand.Single().Instead.ShouldContain("'foreign-votes' of its family");
    }

    [Theory]
    [InlineData("check", true)]
    [InlineData("check-arm64", false)]
    [InlineData("github-check", true)]
    [InlineData("mails", false)]
    [InlineData("gate", null)]
    public void A_pipelines_reporters_say_whether_it_votes(string pipeline, bool? votes) =>
        VotingConfiguration.Load(_folder.Path).Pipelines.CanVote(pipeline).ShouldBe(votes);

    [Theory]
    [InlineData("- a: [\n")]
    [InlineData("- a: \"\n")]
    [InlineData("- a:\n\t- b\n")]
    public void Broken_files_are_errors(string text)
    {
        _folder.Write("zuul.d/broken.yaml", text);
        Should.Throw<ArgosyException>(() => VotingConfiguration.Load(_folder.Path))
            .Message.ShouldStartWith("ARG0689 zuul.d/broken.yaml:");
    }

    [Fact]
    public void Nesting_is_bounded_and_anchors_are_not_followed()
    {
        _folder.Write("zuul.d/broken.yaml", new string('[', 10_000));
        Should.Throw<ArgosyException>(() => VotingConfiguration.Load(_folder.Path)).Message.ShouldStartWith("ARG0689 ");
        var bomb = string.Concat(Enumerable.Range(1, 30)
            .Select(i => $"- a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        _folder.Write("zuul.d/broken.yaml", $"- a0: &a0 [x]\n{bomb}");
        VotingConfiguration.Load(_folder.Path).Pipelines.CanVote("check").ShouldBe(true);
    }

    [Fact]
    public async Task A_branch_has_a_commit_for_each_job_and_the_work_tree_stays()
    {
        Commit();
        _folder.Write("zuul.d/other.yaml", "# not committed\n");
        await Propose(Advice("style"), Advice("last")).CommitAsync("votes", _ => { }, CancellationToken.None);
        Git("log", "--format=%s", "HEAD..votes").Trim().Split('\n').ShouldBe(
            ["Let last vote in check of openstack/nova", "Let style vote in check of openstack/nova"]);
        Git("diff", "--stat", "--cached").ShouldBeEmpty();
        Git("status", "--porcelain").Trim().ShouldBe("?? zuul.d/other.yaml");
        Git("diff", "HEAD..votes").Split('\n')
            .Count(l => l.StartsWith('+') && !l.StartsWith("+++", StringComparison.Ordinal)).ShouldBe(3);
        var again = Propose(Advice("last")).CommitAsync("votes", _ => { }, CancellationToken.None);
        (await Should.ThrowAsync<ArgosyException>(() => again))
            .Message.ShouldContain("there is a branch 'votes' already");
    }

    [Theory]
    [InlineData("-d")]
    [InlineData("a..b")]
    public async Task A_wrong_name_makes_no_branch(string name)
    {
        Commit();
        var commit = Propose(Advice("last")).CommitAsync(name, _ => { }, CancellationToken.None);
        (await Should.ThrowAsync<ArgosyException>(() => commit)).Message.ShouldStartWith("ARG0691 ");
    }

    [Fact]
    public async Task What_is_not_committed_can_not_be_changed_on_a_branch()
    {
        Commit();
        File.AppendAllText(_folder.At("zuul.d/projects.yaml"), "# mine\n");
        var commit = Propose(Advice("last")).CommitAsync("votes", _ => { }, CancellationToken.None);
        (await Should.ThrowAsync<ArgosyException>(() => commit)).Message.ShouldContain("aren't committed");
    }

    [Fact]
    public async Task No_review_is_asked_for_where_the_remote_is_not_on_GitHub()
    {
        Commit();
        Git("remote", "add", "origin", "https://review.example.org/nova");
        var asking = Propose(Advice("last")).AskForReviewAsync("votes", _ => { }, CancellationToken.None);
        (await Should.ThrowAsync<ArgosyException>(() => asking)).Message.ShouldStartWith("ARG0692 ");
    }

    private void Commit()
    {
        Git("init", "-q");
        Git("config", "user.name", "Somebody");
        Git("config", "user.email", "somebody@example.org");
        Git("add", ".");
        Git("commit", "-qm", "All");
    }

    private string Applied(VotingAdvice advice)
    {
        Git("init", "-q");
        File.WriteAllText(_folder.At("change.diff"), Propose(advice).Diff);
        Git("apply", "change.diff");
        return File.ReadAllText(_folder.At("zuul.d/projects.yaml"));
    }

    private VotingProposal Propose(params IReadOnlyList<VotingAdvice> advice) =>
        VotingConfiguration.Load(_folder.Path).Propose(advice);

    private static VotingAdvice Advice(string job, string pipeline = "check") => new(
        new("openstack/nova", job, job, Architecture.All[1], pipeline, false, new(1, 0, 0, 0, 0), Estimates.Rate(1, 1),
            null, null, null, 0, []),
        VotingVerdict.Promote, ["It is good."], [], null);

    private static string[] Lines(string text) => text.Split('\n');

    private string Git(params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", _folder.Path, .. arguments]) { RedirectStandardOutput = true })!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, said);
        return said;
    }
}
