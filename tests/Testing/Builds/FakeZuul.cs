using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Argosy.JobHealth.Reading;

namespace Argosy.Testing;

/// <summary>A web server on loopback that pages through builds like Zuul, or gives the test's answers.</summary>
internal sealed class FakeZuul : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly HttpListener _listener = new();
    private readonly List<Uri> _requests = [];
    private readonly Task _serving;

    public FakeZuul()
    {
        Address = new($"http://127.0.0.1:{FreePort()}/zuul");
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

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

    public static bool Answer(HttpListenerContext context, string body, string type = "application/json", int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(body));
        return true;
    }

    public void Dispose()
    {
        _listener.Close();
        // A listener that is closed just as it begins to wait for a request may wait without end: no client can reach
        // it any more.
        _serving.Wait(s_patience);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Serve(context);
        }
    }

    private void Serve(HttpListenerContext context)
    {
        UserAgent = context.Request.UserAgent;
        _requests.Add(context.Request.Url!);
        try
        {
            if (!Otherwise(_requests.Count - 1, context)) Answer(context, Page(context.Request));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The reader closed the connection, as it does when the answer is too long.
        }
    }

    private string Page(HttpListenerRequest request)
    {
        var limit = Limiting(int.Parse(request.QueryString["limit"]!));
        var skip = Skipping(int.Parse(request.QueryString["skip"]!));
        return $"[{string.Join(',', Builds.Skip(skip).Take(limit).Select(b => b.ToJsonString()))}]";
    }
}
