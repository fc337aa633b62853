using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Argosy.Oci.Tests.Registry;

/// <summary>A proxy of a registry on loopback. It records the requests and can change the answers.</summary>
internal sealed class Interceptor : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly HttpListener _listener;
    private readonly string _registry;
    private readonly Task _serving;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _answers = [];

    /// <param name="registry">Host and port of the registry.</param>
    public Interceptor(string registry)
    {
        _registry = registry;
        (_listener, Address) = Listen();
        _serving = ServeAsync();
    }

    /// <summary>The proxy's host and port.</summary>
    public string Address { get; }

    /// <summary>Answers a request, or returns false to pass it on to the registry.</summary>
    public Func<HttpListenerContext, CancellationToken, Task<bool>> Answer { get; set; } =
        (_, _) => Task.FromResult(false);

    /// <summary>Host and port to send uploads to; null to accept them here.</summary>
    public string? UploadsTo { get; set; }

    /// <summary>Method and path with query, in the order of arrival.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The authorization of each request, or an empty text.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        // Calls only Close, once: Stop and Close each release the port, or listen on it again if they have none.
        _listener.Close();
        // A listener that is closed just as it begins to wait for a request may wait without end: no client can reach
        // it any more.
        await Task.WhenAny(_serving, Task.Delay(TimeSpan.FromSeconds(2)));
        await Task.WhenAll(_answers);
        _http.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl}");
                Authorizations.Enqueue(context.Request.Headers["Authorization"] ?? "");
                _answers.Add(AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            if (!await Answer(context, _end.Token)) await ForwardAsync(context);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or OperationCanceledException
            or HttpRequestException or InvalidOperationException or SocketException)
        {
            // The client has disconnected, or the test has ended.
            context.Response.Abort();
        }
    }

    private async Task ForwardAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(
            new(context.Request.HttpMethod), $"http://{_registry}{context.Request.RawUrl}");
        request.Headers.Host = Address;
        if (context.Request.Headers["Authorization"] is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (context.Request.Headers["Accept"] is { } types) request.Headers.TryAddWithoutValidation("Accept", types);
        if (context.Request.HasEntityBody)
        {
            request.Content = new StreamContent(context.Request.InputStream);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
            request.Content.Headers.ContentLength = context.Request.ContentLength64;
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _end.Token);
        context.Response.StatusCode = (int)response.StatusCode;
        if (response.Headers.Location is { } location)
            context.Response.Headers["Location"] = UploadsTo is null
                ? location.OriginalString
                : location.OriginalString.Replace(Address, UploadsTo, StringComparison.Ordinal);
        if (response.Headers.WwwAuthenticate.Count > 0)
            context.Response.Headers["WWW-Authenticate"] = response.Headers.WwwAuthenticate.ToString();
        if (response.Content.Headers.ContentType is { } type) context.Response.ContentType = type.ToString();
        context.Response.ContentLength64 = response.Content.Headers.ContentLength ?? 0;
        if (context.Request.HttpMethod != "HEAD")
            await response.Content.CopyToAsync(context.Response.OutputStream, _end.Token);
    }

    private static (HttpListener Listener, string Address) Listen()
    {
        var address = FreeAddress();
        var listener = new HttpListener();
        listener.Prefixes.Add($"http://{address}/");
        listener.Start();
        return (listener, address);
    }

    /// <summary>Host and port without a listener.</summary>
    public static string FreeAddress() => $"127.0.0.1:{ServerPort.Take()}";
}
