using System.Net;
using System.Net.Sockets;

namespace Argosy.Packages.Tests;

/// <summary>A web server for a folder, on loopback, that ignores queries like any static server.</summary>
public sealed class StaticServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public StaticServer(string folder)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/mirror/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync(folder);
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        // A listener that is closed just as it begins to wait for a request may wait without end: no client can reach
        // it any more.
        await Task.WhenAny(_serving, Task.Delay(TimeSpan.FromSeconds(2)));
        _listener.Close();
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
            var file = Path.Combine(folder, path.EndsWith('/') || path.Length == 0 ? $"{path}index.html" : path);
            if (File.Exists(file)) context.Response.OutputStream.Write(File.ReadAllBytes(file));
            else context.Response.StatusCode = 404;
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
