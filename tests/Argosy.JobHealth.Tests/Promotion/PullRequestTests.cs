using System.Diagnostics;
using System.Text.Json.Nodes;
using Argosy.JobHealth.Promotion;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Tests.Promotion;

/// <summary>Pushes with the real git, to a folder in place of a machine, and asks a server on loopback in place of
/// GitHub.</summary>
public sealed class PullRequestTests : IDisposable
{
    private static readonly string[] s_new =
        ["GET /repos/openstack/nova", "GET /repos/openstack/nova/pulls", "POST /repos/openstack/nova/pulls"];

    private readonly TestFolder _folder = new();
    private readonly FakeGitHub _github = new("openstack", "nova");
    private readonly List<string> _log = [];
    private readonly Dictionary<string, string> _variables;

    public PullRequestTests()
    {
        _variables = new() { ["GITHUB_API_URL"] = $"{_github.Address}", ["GITHUB_TOKEN"] = FakeGitHub.Token };
        Git("init", "-q");
        Git("config", "user.name", "Somebody");
        Git("config", "user.email", "somebody@example.org");
        Git("commit", "-q", "--allow-empty", "-m", "All");
        Git("branch", "votes");
        Git("init", "-q", "--bare", _folder.At("remote"));
        Git("remote", "add", "origin", "git@127.0.0.1:openstack/nova.git");
        Git("config", "core.sshCommand", _folder.Script("ssh", $"exec git-receive-pack {_folder.At("remote")}"));
        Git("config", "ssh.variant", "simple");
    }

    public void Dispose()
    {
        _github.Dispose();
        _folder.Dispose();
    }

    private bool IsPushed => GitAt(_folder.At("remote"), "for-each-ref", "refs/heads/votes").Length > 0;

    [Theory]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("GH_TOKEN")]
    public async Task It_asks_to_merge_the_pushed_branch_into_the_default_one(string variable)
    {
        _variables.Remove("GITHUB_TOKEN");
        _variables[variable] = $"{FakeGitHub.Token}\n";
        (await CreateAsync()).ShouldBe("https://github.com/openstack/nova/pull/1");
        IsPushed.ShouldBeTrue();
        _github.Requests.ShouldBe(s_new);
        JsonNode.DeepEquals(_github.Created.Single(), new JsonObject
        {
            ["title"] = "Let \"unit\" vote",
            ["body"] = "- It is good.\n",
            ["head"] = "votes",
            ["base"] = FakeGitHub.DefaultBranch,
            ["draft"] = false,
        }).ShouldBeTrue(_github.Created.Single().ToJsonString());
        _github.UserAgent!.ShouldStartWith("argosy-health/");
    }

    [Fact]
    public async Task An_open_one_of_the_branch_gets_the_commits_and_no_second_one_beside_it()
    {
        _github.Open.AddRange(["other", "votes"]);
        (await CreateAsync()).ShouldBe("https://github.com/openstack/nova/pull/2");
        IsPushed.ShouldBeTrue();
        _github.Created.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repository_that_moved_is_found()
    {
        Git("remote", "set-url", "origin", "git@127.0.0.1:old/name.git");
        _github.Otherwise = context =>
        {
            if (!context.Request.Url!.AbsolutePath.EndsWith("/repos/old/name", StringComparison.Ordinal)) return false;
            context.Response.RedirectLocation = $"{_github.Address}/repos/openstack/nova";
            return FakeGitHub.Refuse(context, 301, "Moved Permanently");
        };
        (await CreateAsync()).ShouldBe("https://github.com/openstack/nova/pull/1");
        _github.Requests.ShouldBe(["GET /repos/old/name", .. s_new]);
    }

    [Theory]
    [InlineData(401, "Bad credentials", "Give a valid token in $GITHUB_TOKEN, or log in with `gh auth login`.")]
    [InlineData(403, "Resource not accessible by personal access token",
        "Give a token that may read the repository and write pull requests.")]
    [InlineData(403, "API rate limit exceeded for user ID 583231.", "Try again after 2026-01-05 00:00 UTC.")]
    [InlineData(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        "Try again in some minutes.")]
    [InlineData(429, "Too many requests", "Try again in some minutes.")]
    [InlineData(404, "Not Found",
        "Check the remote's address; a private repository is visible only to a token that may read it.")]
    [InlineData(503, "Service unavailable", "Try again later.")]
    public async Task What_GitHub_refuses_is_an_error_before_anything_is_pushed(
        int status, string message, string remedy)
    {
        _github.Otherwise = context =>
        {
            context.Response.Headers["X-RateLimit-Limit"] = "5000";
            context.Response.Headers["X-RateLimit-Remaining"] = "0";
            context.Response.Headers["X-RateLimit-Reset"] =
                $"{new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}";
            return FakeGitHub.Refuse(context, status, message);
        };
        (await RefusedAsync()).ShouldBe(
            $"ARG0692 127.0.0.1/openstack/nova: GitHub says: {message.TrimEnd('.')}. {remedy} "
            + "Push the branch by hand.");
        IsPushed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("text/html", "<html>A proxy</html>")]
    [InlineData("application/json", "{\"default_branch\": ")]
    [InlineData("application/json", "{\"default_branch\": {\"x\": 1}, \"owner\": []}")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "")]
    public async Task An_answer_of_something_else_is_an_error_too(string type, string body)
    {
        _github.Otherwise = context => LoopbackServer.Answer(context, body, type);
        (await RefusedAsync()).ShouldStartWith("ARG0692 127.0.0.1/openstack/nova: the answer isn't GitHub's. ");
        IsPushed.ShouldBeFalse();
    }

    [Fact]
    public async Task No_answer_is_one()
    {
        _github.Dispose();
        (await RefusedAsync()).ShouldStartWith("ARG0692 127.0.0.1/openstack/nova: GitHub doesn't answer: ");
        IsPushed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_after_the_push_says_what_remains_to_be_done()
    {
        _github.Otherwise = context => context.Request.HttpMethod == "POST"
            && FakeGitHub.Refuse(context, 422, "Validation Failed",
                new()
                {
                    ["resource"] = "PullRequest",
                    ["code"] = "custom",
                    ["message"] = "No commits between trunk and votes"
                },
                new() { ["resource"] = "PullRequest", ["field"] = "base", ["code"] = "invalid" });
        (await RefusedAsync()).ShouldBe(
            "ARG0692 127.0.0.1/openstack/nova: GitHub says: Validation Failed: No commits between trunk and votes: "
            + "PullRequest base invalid. Fix what GitHub names. "
            + "The branch is pushed; create the pull request by hand.");
        IsPushed.ShouldBeTrue();
    }

    [Fact]
    public async Task The_default_branch_is_never_pushed()
    {
        Git("branch", FakeGitHub.DefaultBranch);
        (await RefusedAsync(FakeGitHub.DefaultBranch)).ShouldContain("is the default branch");
        GitAt(_folder.At("remote"), "for-each-ref").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked_and_nothing_pushed()
    {
        _variables["GITHUB_TOKEN"] = "";
        (await RefusedAsync()).ShouldContain(
            "there is no token for GitHub. "
            + "Give one that may write pull requests in $GITHUB_TOKEN, or log in with `gh auth login`");
        (_github.Requests.Count, IsPushed).ShouldBe((0, false));
    }

    [Theory]
    [InlineData("https://gitlab.example.org/openstack/nova")]
    [InlineData("/srv/git/nova")]
    public async Task No_other_machine_gets_the_token(string remote)
    {
        Git("remote", "set-url", "origin", remote);
        (await RefusedAsync()).ShouldContain("the remote 'origin' isn't on GitHub");
        _github.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_token_is_in_no_log_and_no_error()
    {
        await CreateAsync();
        _github.Otherwise = context =>
            FakeGitHub.Refuse(context, 401, $"Bad credentials: {context.Request.Headers["Authorization"]}");
        var error = await Should.ThrowAsync<ArgosyException>(CreateAsync());
        error.Message.ShouldContain("Bad credentials: Bearer ***");
        _variables["GITHUB_TOKEN"] = $"{FakeGitHub.Token}\nof mine";
        var second = await Should.ThrowAsync<ArgosyException>(CreateAsync());
        second.Message.ShouldStartWith("ARG0692 $GITHUB_TOKEN: ");
        _log.ShouldNotBeEmpty();
        string.Join('\n', [.. _log, $"{error}", $"{second}"]).ShouldNotContain(FakeGitHub.Token);
    }

    [Fact]
    public async Task Cancelling_ends_a_request()
    {
        using var cancelling = new CancellationTokenSource();
        using var over = new ManualResetEventSlim();
        _github.Otherwise = _ =>
        {
            cancelling.Cancel();
            over.Wait();
            return false;
        };
        await Should.ThrowAsync<OperationCanceledException>(CreateAsync(cancellation: cancelling.Token));
        over.Set();
        IsPushed.ShouldBeFalse();
    }

    private async Task<string> RefusedAsync(string branch = "votes") =>
        (await Should.ThrowAsync<ArgosyException>(CreateAsync(branch))).Message;

    private Task<string> CreateAsync(string branch = "votes", CancellationToken cancellation = default) =>
        new PullRequest(_folder.Path, Log, n => _variables.GetValueOrDefault(n))
            .CreateAsync(branch, "Let \"unit\" vote", "- It is good.\n", cancellation);

    private void Log(string line)
    {
        lock (_log) _log.Add(line);
    }

    private string Git(params string[] arguments) => GitAt(_folder.Path, arguments);

    private static string GitAt(string folder, params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, said);
        return said;
    }
}
