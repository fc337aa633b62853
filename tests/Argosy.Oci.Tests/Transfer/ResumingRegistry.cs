using System.Collections.Concurrent;
using System.Net;
using Argosy.Artifacts;
using Argosy.Oci.Tests.Registry;

namespace Argosy.Oci.Tests.Transfer;

/// <summary>A registry that keeps what it got of an upload whose connection broke.</summary>
internal sealed class ResumingRegistry : IAsyncDisposable
{
    private readonly Interceptor _server = new("127.0.0.1:1");
    private readonly ConcurrentDictionary<string, MemoryStream> _uploads = [];
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    public ResumingRegistry() => _server.Answer = AnswerAsync;

    public string Address => _server.Address;

    /// <summary>The complete blobs.</summary>
    public ConcurrentDictionary<string, byte[]> Blobs { get; } = [];

    /// <summary>The ranges of parts, in the order of arrival.</summary>
    public ConcurrentQueue<string> Ranges { get; } = [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<bool> AnswerAsync(HttpListenerContext context, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Url!.AbsolutePath;
        if (path.Contains("/manifests/", StringComparison.Ordinal))
        {
            response.StatusCode = request.HttpMethod == "PUT" ? 201 : 404;
            await request.InputStream.CopyToAsync(Stream.Null, cancellation);
        }
        else if (request.HttpMethod == "POST")
        {
            Begin(response);
        }
        else if (request.HttpMethod == "HEAD")
        {
            response.StatusCode = Blobs.ContainsKey(path[(path.LastIndexOf('/') + 1)..]) ? 200 : 404;
        }
        else
        {
            await UploadAsync(context, _uploads[path], cancellation);
        }

        return true;
    }

    private void Begin(HttpListenerResponse response)
    {
        var location = $"/v2/team/app/blobs/uploads/{Interlocked.Increment(ref _next)}";
        _uploads[location] = new();
        response.StatusCode = 202;
        response.Headers["Location"] = location;
    }

    private async Task UploadAsync(HttpListenerContext context, MemoryStream upload, CancellationToken cancellation)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.HttpMethod == "GET")
        {
            // Not before the broken request has ended.
            await _broken.Task.WaitAsync(Patience.Limit, cancellation);
            response.StatusCode = 204;
            response.Headers["Range"] = $"0-{upload.Length - 1}";
            response.Headers["Location"] = request.Url!.AbsolutePath;
            return;
        }

        if (request.Headers["Content-Range"] is { } range) Ranges.Enqueue(range);
        if (!await TryKeepAsync(request.InputStream, upload, request.ContentLength64, cancellation))
        {
            response.Abort();
            return;
        }

        if (request.HttpMethod == "PATCH")
        {
            response.StatusCode = 202;
            response.Headers["Range"] = $"0-{upload.Length - 1}";
            response.Headers["Location"] = request.Url!.AbsolutePath;
            return;
        }

        var digest = request.QueryString["digest"]!;
        response.StatusCode = Digest.Of(upload.ToArray()).ToString() == digest ? 201 : 400;
        if (response.StatusCode == 201) Blobs[digest] = upload.ToArray();
    }

    private async Task<bool> TryKeepAsync(
        Stream body, MemoryStream upload, long length, CancellationToken cancellation)
    {
        var piece = new byte[16 << 10];
        var left = length;
        try
        {
            while (left > 0)
            {
                var count = await body.ReadAsync(piece, cancellation);
                if (count == 0) break;
                upload.Write(piece, 0, count);
                left -= count;
            }
        }
        catch (Exception e) when (e is IOException or HttpListenerException)
        {
            // The connection has broken.
        }

        if (left > 0) _broken.TrySetResult();
        return left <= 0;
    }
}
