using System.Collections.Specialized;
using System.Net;
using System.Text.Json.Nodes;

namespace Argosy.Testing;

/// <summary>The part of GitHub's REST interface for pull requests of one repository, on loopback, or the test's
/// answers.</summary>
/// <remarks>Paths, status codes and JSON: docs.github.com/rest, repos and pulls, version 2022-11-28.</remarks>
internal sealed class FakeGitHub : IDisposable
{
    /// <summary>The only token that it accepts.</summary>
    public const string Token = "ghp_4dWq0YzTsecret";

    /// <summary>The repository's default branch.</summary>
    public const string DefaultBranch = "trunk";

    private const string Docs = "https://docs.github.com/rest";

    private readonly LoopbackServer _server;
    private readonly string _owner;
    private readonly string _name;

    public FakeGitHub(string owner, string name)
    {
        (_owner, _name) = (owner, name);
        _server = new("api/v3", Serve);
    }

    /// <summary>The value of $GITHUB_API_URL.</summary>
    public Uri Address => _server.Address;

    /// <summary>Branches with an open pull request.</summary>
    public List<string> Open { get; } = [];

    /// <summary>What was asked for, such as <c>GET /repos/o/r</c>, without the query.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bodies of the pull requests that were created.</summary>
    public List<JsonNode> Created { get; } = [];

    public string? UserAgent { get; private set; }

    /// <summary>The answer in place of GitHub's; false for GitHub's.</summary>
    public Func<HttpListenerContext, bool> Otherwise { get; set; } = _ => false;

    public void Dispose() => _server.Dispose();

    public static bool Refuse(HttpListenerContext context, int status, string message, params JsonObject[] errors)
    {
        var body = new JsonObject { ["message"] = message, ["documentation_url"] = Docs, ["status"] = $"{status}" };
        if (errors.Length > 0) body["errors"] = new JsonArray([.. errors]);
        return LoopbackServer.Answer(context, body.ToJsonString(), "application/json; charset=utf-8", status);
    }

    private void Serve(HttpListenerContext context)
    {
        var request = context.Request;
        var (path, repository) = (request.Url!.AbsolutePath[Address.AbsolutePath.Length..], $"/repos/{_owner}/{_name}");
        UserAgent = request.UserAgent;
        Requests.Add($"{request.HttpMethod} {path}");
        if (Otherwise(context)) return;
        if (request.Headers["Authorization"] != $"Bearer {Token}") Refuse(context, 401, "Bad credentials");
        else if (request.HttpMethod == "GET" && path == repository) Answer(context, Repository());
        else if (request.HttpMethod == "GET" && path == $"{repository}/pulls")
            Answer(context, Pulls(request.QueryString));
        else if (request.HttpMethod == "POST" && path == $"{repository}/pulls") Create(context);
        else Refuse(context, 404, "Not Found");
    }

    private void Create(HttpListenerContext context)
    {
        var asked = JsonNode.Parse(context.Request.InputStream)!;
        var branch = asked["head"]!.GetValue<string>();
        if (Open.Contains(branch))
        {
            Refuse(context, 422, "Validation Failed", new JsonObject
            {
                ["resource"] = "PullRequest",
                ["code"] = "custom",
                ["message"] = $"A pull request already exists for {_owner}:{branch}.",
            });
            return;
        }

        Open.Add(branch);
        Created.Add(asked);
        Answer(context, Pull(branch), 201);
    }

    private static void Answer(HttpListenerContext context, JsonNode body, int status = 200) =>
        LoopbackServer.Answer(context, body.ToJsonString(), "application/json; charset=utf-8", status);

    private JsonArray Pulls(NameValueCollection query) =>
        [
            .. Open
                .Where(b => query["state"] == "open" && query["head"] is var head
                    && (head is null || head == $"{_owner}:{b}"))
                .Select(Pull)
        ];

    private JsonObject Pull(string branch)
    {
        var number = Open.IndexOf(branch) + 1;
        return new()
        {
            ["url"] = $"{Address}/repos/{_owner}/{_name}/pulls/{number}",
            ["id"] = 1_900_000_000L + number,
            ["node_id"] = "PR_kwDOAJy2Ks5xQ0aB",
            ["html_url"] = $"https://github.com/{_owner}/{_name}/pull/{number}",
            ["number"] = number,
            ["state"] = "open",
            ["locked"] = false,
            ["title"] = "A title",
            ["user"] = User("octocat", "User"),
            ["body"] = null,
            ["labels"] = new JsonArray(),
            ["milestone"] = null,
            ["created_at"] = "2026-01-26T19:01:12Z",
            ["updated_at"] = "2026-01-26T19:01:12Z",
            ["closed_at"] = null,
            ["merged_at"] = null,
            ["merge_commit_sha"] = null,
            ["assignee"] = null,
            ["assignees"] = new JsonArray(),
            ["requested_reviewers"] = new JsonArray(),
            ["requested_teams"] = new JsonArray(),
            ["head"] = Side(branch),
            ["base"] = Side(DefaultBranch),
            ["author_association"] = "MEMBER",
            ["auto_merge"] = null,
            ["draft"] = false,
        };
    }

    private JsonObject Side(string branch) => new()
    {
        ["label"] = $"{_owner}:{branch}",
        ["ref"] = branch,
        ["sha"] = "6dcb09b5b57875f334f61aebed695e2e4193db5e",
        ["user"] = User(_owner, "Organization"),
        ["repo"] = Repository(),
    };

    private JsonObject Repository() => new()
    {
        ["id"] = 1_296_269,
        ["node_id"] = "MDEwOlJlcG9zaXRvcnkxMjk2MjY5",
        ["name"] = _name,
        ["full_name"] = $"{_owner}/{_name}",
        ["private"] = false,
        ["owner"] = User(_owner, "Organization"),
        ["html_url"] = $"https://github.com/{_owner}/{_name}",
        ["description"] = null,
        ["fork"] = false,
        ["url"] = $"{Address}/repos/{_owner}/{_name}",
        ["created_at"] = "2011-01-26T19:01:12Z",
        ["updated_at"] = "2026-01-26T19:14:43Z",
        ["pushed_at"] = "2026-01-26T19:06:43Z",
        ["size"] = 108,
        ["stargazers_count"] = 80,
        ["language"] = null,
        ["license"] = new JsonObject
        {
            ["key"] = "apache-2.0",
            ["name"] = "Apache License 2.0",
            ["spdx_id"] = "Apache-2.0"
        },
        ["topics"] = new JsonArray("ci", "zuul"),
        ["visibility"] = "public",
        ["archived"] = false,
        ["default_branch"] = DefaultBranch,
        ["permissions"] = new JsonObject
        {
            ["admin"] = false,
            ["maintain"] = false,
            ["push"] = true,
            ["triage"] = true,
            ["pull"] = true
        },
    };

    private static JsonObject User(string login, string type) => new()
    {
        ["login"] = login,
        ["id"] = 583_231,
        ["node_id"] = "MDQ6VXNlcjU4MzIzMQ==",
        ["gravatar_id"] = "",
        ["html_url"] = $"https://github.com/{login}",
        ["type"] = type,
        ["site_admin"] = false,
    };
}
