using System.Collections.Concurrent;
using System.Net;

namespace Argosy.Packages.Tests;

/// <summary>A web server for a folder, on loopback, that ignores queries like any static server.</summary>
public sealed class StaticServer : IAsyncDisposable
{
    private const string Simple = "application/vnd.pypi.simple.v1+json";
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly bool _negotiates;
    private readonly Task _serving;

    /// <param name="folder">What it serves.</param>
    /// <param name="negotiates">Whether clients that accept it get a folder's page in JSON.</param>
    public StaticServer(string folder, bool negotiates = false)
    {
        _negotiates = negotiates;
        Address = new Uri($"http://127.0.0.1:{ServerPort.Take()}/mirror/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync(folder);
    }

    public Uri Address { get; }

    /// <summary>The files that were sent, relative to the folder.</summary>
    public IReadOnlyList<string> Sent => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        // Not Stop() and then Close(): that looks for the port again, which may be somebody else's by then.
        _listener.Close();
        // A listener that is closed just as it begins to wait for a request may wait without end: no client can reach
        // it any more.
        await Task.WhenAny(_serving, Task.Delay(TimeSpan.FromSeconds(2)));
    }

    private async Task ServeAsync(string folder)
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

            var path = Uri.UnescapeDataString(context.Request.Url!.AbsolutePath)["/mirror/".Length..];
            if (path.EndsWith('/') || path.Length == 0) path += PageFor(context.Request, folder, path);
            var file = Path.Combine(folder, path);
            if (File.Exists(file))
            {
                _requests.Enqueue(path);
                context.Response.ContentType = TypeOf(file);
                context.Response.OutputStream.Write(File.ReadAllBytes(file));
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
    }

    private string PageFor(HttpListenerRequest request, string folder, string path)
    {
        const string json = "index.v1_json";
        var accepts = request.AcceptTypes?.Any(t => t.Split(';')[0] == Simple) is true;
        return _negotiates && accepts && File.Exists(Path.Combine(folder, path, json)) ? json : "index.html";
    }

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html",
        ".v1_json" => Simple,
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
