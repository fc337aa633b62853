using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NuGet.Packaging;

namespace Argosy.Release.Tests.Publication;

/// <summary>A NuGet source on loopback that takes pushes and gives packages, by the V3 protocol.</summary>
/// <remarks>Resources, paths and status codes: learn.microsoft.com/nuget/api.</remarks>
internal sealed class FakeFeed : IDisposable
{
    public const string Key = "oy2secret";

    private readonly LoopbackServer _server;

    public FakeFeed() => _server = new("feed", Serve);

    public string Index => $"{_server.Address}/v3/index.json";

    /// <summary>Packages by "id/version" in lower case.</summary>
    public Dictionary<string, byte[]> Packages { get; } = [];

    public Dictionary<string, byte[]> Symbols { get; } = [];

    public bool TakesSymbols { get; set; } = true;

    /// <summary>Whether it gives what it has: a feed takes some minutes after a push.</summary>
    public bool Lists { get; set; } = true;

    public List<string> Requests { get; } = [];

    public Func<HttpListenerContext, bool> Otherwise { get; set; } = _ => false;

    public void Dispose() => _server.Dispose();

    private void Serve(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath["/feed/".Length..].TrimEnd('/');
        Requests.Add($"{context.Request.HttpMethod} {path}");
        if (Otherwise(context)) return;
        switch (context.Request.HttpMethod, path.Split('/'))
        {
            case ("GET", ["v3", "index.json"]):
                LoopbackServer.Answer(context, Resources().ToJsonString());
                break;
            case ("PUT", ["push"]):
                Take(context, Packages);
                break;
            case ("PUT", ["symbols"]):
                Take(context, Symbols);
                break;
            case ("GET", ["flat", var id, "index.json"]) when Versions(id) is { Length: > 0 } versions:
                LoopbackServer.Answer(
                    context, new JsonObject { ["versions"] = new JsonArray(versions) }.ToJsonString());
                break;
            case ("GET", ["flat", var id, var version, _])
                when Lists && Packages.TryGetValue($"{id}/{version}", out var bytes):
                context.Response.OutputStream.Write(bytes);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    private JsonNode?[] Versions(string id) => !Lists ? [] : [.. Packages.Keys
        .Where(k => k.StartsWith($"{id}/", StringComparison.Ordinal)).Select(k => (JsonNode)k.Split('/')[1])];

    private JsonObject Resources()
    {
        var resources = new JsonArray(
            Resource("push", "PackagePublish/2.0.0"), Resource("flat/", "PackageBaseAddress/3.0.0"));
        if (TakesSymbols) resources.Add(Resource("symbols", "SymbolPackagePublish/4.9.0"));
        return new() { ["version"] = "3.0.0", ["resources"] = resources };
    }

    private JsonObject Resource(string path, string type) =>
        new() { ["@id"] = $"{_server.Address}/{path}", ["@type"] = type };

    private static void Take(HttpListenerContext context, Dictionary<string, byte[]> to)
    {
        var package = Part(context.Request);
        if (context.Request.Headers["X-NuGet-ApiKey"] != Key)
        {
            context.Response.StatusCode = 403;
            return;
        }

        using var reader = new PackageArchiveReader(new MemoryStream(package));
        var identity = reader.GetIdentity();
        context.Response.StatusCode =
            to.TryAdd($"{identity.Id}/{identity.Version}".ToLowerInvariant(), package) ? 201 : 409;
    }

    // The one file of a multipart/form-data body.
    private static byte[] Part(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        request.InputStream.CopyTo(body);
        var bytes = body.ToArray();
        var start = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var boundary = request.ContentType!.Split("boundary=")[1].Trim('"');
        var end = bytes.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes($"\r\n--{boundary}"));
        return bytes[start..end];
    }
}
