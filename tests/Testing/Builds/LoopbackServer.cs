using System.Net;
using System.Text;

namespace Argosy.Testing;

/// <summary>A web server on loopback that answers one request after another.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly HttpListener _listener = new();
    private readonly Action<HttpListenerContext> _serve;
    private readonly Task _serving;

    /// <param name="path">Begins its addresses' paths.</param>
    /// <param name="serve">Answers a request.</param>
    public LoopbackServer(string path, Action<HttpListenerContext> serve)
    {
        _serve = serve;
        Address = new($"http://127.0.0.1:{ServerPort.Take()}/{path}");
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    public static bool Answer(
        HttpListenerContext context, string body, string type = "application/json", int status = 200)
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

            try
            {
                _serve(context);
                context.Response.Close();
            }
            catch (Exception e)
                when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // The reader closed the connection, as it does when the answer is too long.
            }
        }
    }
}
