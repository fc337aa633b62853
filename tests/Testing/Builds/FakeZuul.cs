using System.Net;
using System.Text.Json.Nodes;
using Argosy.JobHealth.Reading;

namespace Argosy.Testing;

/// <summary>A web server on loopback that pages through builds like Zuul, or gives the test's answers.</summary>
internal sealed class FakeZuul : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly List<Uri> _requests = [];

    public FakeZuul() => _server = new("zuul", Serve);

    public Uri Address => _server.Address;

    /// <summary>The builds, the newest first.</summary>
    public List<JsonObject> Builds { get; } = [];

    /// <summary>The answer in place of a page, by the request's number from 0; false for the page.</summary>
    public Func<int, HttpListenerContext, bool> Otherwise { get; set; } = (_, _) => false;

    /// <summary>The actual start of a page that should begin at <c>skip</c>.</summary>
    public Func<int, int> Skipping { get; set; } = skip => skip;

    /// <summary>The number of builds per page.</summary>
    public Func<int, int> Limiting { get; set; } = limit => limit;

    public IReadOnlyList<Uri> Requests => _requests;

    public string? UserAgent { get; private set; }

    public ZuulSource Source => new(Address, "some tenant");

    public static bool Answer(
        HttpListenerContext context, string body, string type = "application/json", int status = 200) =>
        LoopbackServer.Answer(context, body, type, status);

    public void Dispose() => _server.Dispose();

    private void Serve(HttpListenerContext context)
    {
        UserAgent = context.Request.UserAgent;
        _requests.Add(context.Request.Url!);
        if (!Otherwise(_requests.Count - 1, context)) Answer(context, Page(context.Request));
    }

    private string Page(HttpListenerRequest request)
    {
        var limit = Limiting(int.Parse(request.QueryString["limit"]!));
        var skip = Skipping(int.Parse(request.QueryString["skip"]!));
        return $"[{string.Join(',', Builds.Skip(skip).Take(limit).Select(b => b.ToJsonString()))}]";
    }
}
