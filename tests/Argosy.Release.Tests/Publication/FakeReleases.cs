using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Argosy.Release.Tests.Publication;

/// <summary>The part of GitHub's REST interface for releases of one repository, on loopback, with a second server for
/// the bytes of assets; or the test's answers.</summary>
/// <remarks>Paths, status codes and JSON: docs.github.com/rest, releases and git, version 2022-11-28.</remarks>
internal sealed class FakeReleases : IDisposable
{
    public const string Token = "ghp_4dWq0YzTsecret";

    private readonly LoopbackServer _server;
    private readonly LoopbackServer _storage;
    private long _lastId = 3_000_000_000L;

    public FakeReleases()
    {
        _storage = new("files", Store);
        _server = new("api", Serve);
    }

    /// <summary>The value of $GITHUB_API_URL.</summary>
    public string Address => $"{_server.Address}/v3";

    public List<JsonObject> Releases { get; } = [];

    public List<Asset> Assets { get; } = [];

    /// <summary>Tags with the type and the digits of what they name.</summary>
    public Dictionary<string, (string Type, string Sha)> Tags { get; } = new()
    {
        ["v1.2.3"] = ("commit", SampleRelease.Commit)
    };

    /// <summary>What was asked for, without the query.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The header that the storage's server got with each request.</summary>
    public List<string?> StorageAuthorizations { get; } = [];

    /// <summary>Whether assets have digests, as GitHub's have since 2025.</summary>
    public bool HasDigests { get; set; } = true;

    /// <summary>The address for uploads; null for its own.</summary>
    public string? Uploads { get; set; }

    /// <summary>The answer in place of GitHub's; false for GitHub's.</summary>
    public Func<HttpListenerContext, bool> Otherwise { get; set; } = _ => false;

    /// <summary>The bytes that are given for an asset.</summary>
    public Func<Asset, byte[]> Given { get; set; } = a => a.Bytes;

    public void Dispose()
    {
        _server.Dispose();
        _storage.Dispose();
    }

    public static bool Refuse(HttpListenerContext context, int status, string message) => LoopbackServer.Answer(
        context, new JsonObject { ["message"] = message, ["status"] = $"{status}" }.ToJsonString(), status: status);

    /// <summary>A draft, or a public release, of the tag.</summary>
    public JsonObject AddRelease(bool draft)
    {
        var id = ++_lastId;
        var release = new JsonObject
        {
            ["id"] = id,
            ["url"] = $"{Address}/repos/o/r/releases/{id}",
            ["html_url"] = $"https://github.com/o/r/releases/{id}",
            ["upload_url"] = $"{Uploads ?? $"{_server.Address}/uploads"}/repos/o/r/releases/{id}/assets{{?name,label}}",
            ["tag_name"] = "v1.2.3",
            ["target_commitish"] = SampleRelease.Commit,
            ["name"] = "v1.2.3",
            ["body"] = "",
            ["draft"] = draft,
            ["prerelease"] = false,
            ["created_at"] = "2026-01-26T19:01:12Z",
            ["published_at"] = draft ? null : "2026-01-26T19:01:12Z",
            ["assets"] = new JsonArray(),
        };
        Releases.Add(release);
        return release;
    }

    public Asset AddAsset(JsonObject release, string name, byte[] bytes, string state = "uploaded")
    {
        var asset = new Asset(++_lastId, release["id"]!.GetValue<long>(), name, bytes, "x/y") { State = state };
        Assets.Add(asset);
        return asset;
    }

    public static bool IsUpload(HttpListenerContext context) =>
        context.Request.Url!.AbsolutePath.Contains("/uploads/", StringComparison.Ordinal);

    /// <summary>Breaks the connection in the middle of an answer.</summary>
    public static bool Drop(HttpListenerContext context)
    {
        context.Response.ContentLength64 = 100;
        context.Response.OutputStream.Write([(byte)'{']);
        context.Response.OutputStream.Flush();
        context.Response.Abort();
        return true;
    }

    public static byte[] Read(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        context.Request.InputStream.CopyTo(body);
        return body.ToArray();
    }

    private void Store(HttpListenerContext context)
    {
        StorageAuthorizations.Add(context.Request.Headers["Authorization"]);
        var path = context.Request.Url!.AbsolutePath;
        var asset = Assets.Single(a => path.EndsWith($"/{a.Id}", StringComparison.Ordinal));
        context.Response.OutputStream.Write(Given(asset));
    }

    private void Serve(HttpListenerContext context)
    {
        var request = context.Request;
        var path = request.Url!.AbsolutePath["/api/".Length..];
        var parts = path.Split('/');
        Requests.Add($"{request.HttpMethod} {path}");
        if (Otherwise(context)) return;
        if (request.Headers["Authorization"] != $"Bearer {Token}") Refuse(context, 401, "Bad credentials");
        else if (parts is ["uploads", "repos", "o", "r", "releases", var id, "assets"])
            Upload(context, long.Parse(id, CultureInfo.InvariantCulture), Read(context));
        else if (parts is ["v3", "repos", "o", "r", "git", "ref", "tags", var tag]
            && Tags.TryGetValue(tag, out var named))
            Answer(context, new JsonObject
            {
                ["ref"] = $"refs/tags/{tag}",
                ["object"] = new JsonObject { ["type"] = named.Type, ["sha"] = named.Sha, ["url"] = "" },
            });
        else if (parts is ["v3", "repos", "o", "r", "git", "tags", _])
            Answer(context, new JsonObject
            {
                ["tag"] = "v1.2.3",
                ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = SampleRelease.Commit, ["url"] = "" },
            });
        else if (parts is ["v3", "repos", "o", "r", "releases", .. var rest])
            Release(context, request.HttpMethod, rest);
        else Refuse(context, 404, "Not Found");
    }

    private void Release(HttpListenerContext context, string method, string[] path)
    {
        if (path is [] && method == "GET")
        {
            Answer(context, new JsonArray([.. Releases.Select(r => r.DeepClone())]));
        }
        else if (path is [] && method == "POST")
        {
            var release = AddRelease(draft: true);
            Merge(release, JsonNode.Parse(Read(context))!);
            Answer(context, release.DeepClone(), 201);
        }
        else if (path is ["assets", var asset] && method == "DELETE")
        {
            Assets.RemoveAll(a => $"{a.Id}" == asset);
            context.Response.StatusCode = 204;
        }
        else if (path is ["assets", var file])
        {
            context.Response.RedirectLocation = $"{_storage.Address}/{file}";
            context.Response.StatusCode = 302;
        }
        else if (path is [var of, "assets"])
        {
            Answer(context, new JsonArray([.. Assets.Where(a => $"{a.Release}" == of).Select(Json)]));
        }
        else if (path is [var id] && method == "PATCH")
        {
            var release = Releases.Single(r => $"{r["id"]}" == id);
            Merge(release, JsonNode.Parse(Read(context))!);
            Answer(context, release.DeepClone());
        }
        else
        {
            Refuse(context, 404, "Not Found");
        }
    }

    private void Upload(HttpListenerContext context, long release, byte[] bytes)
    {
        var query = context.Request.QueryString;
        // Some characters of names are replaced.
        var name = query["name"]!.Replace('~', '.');
        if (Assets.Any(a => a.Release == release && a.Name == name))
        {
            Refuse(context, 422, "Validation Failed");
            return;
        }

        var asset = new Asset(++_lastId, release, name, bytes, context.Request.ContentType!) { Label = query["label"] };
        Assets.Add(asset);
        Answer(context, Json(asset), 201);
    }

    private JsonNode Json(Asset asset) => new JsonObject
    {
        ["id"] = asset.Id,
        ["url"] = $"{Address}/repos/o/r/releases/assets/{asset.Id}",
        ["name"] = asset.Name,
        ["label"] = asset.Label,
        ["state"] = asset.State,
        ["content_type"] = asset.Type,
        ["size"] = asset.Bytes.Length,
        ["digest"] = HasDigests ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(asset.Bytes))}" : null,
    };

    private static void Merge(JsonObject into, JsonNode from)
    {
        foreach (var (key, value) in from.AsObject()) into[key] = value?.DeepClone();
    }

    private static void Answer(HttpListenerContext context, JsonNode body, int status = 200) =>
        LoopbackServer.Answer(context, body.ToJsonString(), "application/json; charset=utf-8", status);

    public sealed record Asset(long Id, long Release, string Name, byte[] Bytes, string Type)
    {
        public string? Label { get; init; }

        public string State { get; init; } = "uploaded";
    }
}
