using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Argosy.Artifacts;
using Argosy.Platforms.Diagnostics;

namespace Argosy.Packages.Wheels.Sources;

/// <summary>Reads pages and files of a Python index, with limits of size and time.</summary>
/// <param name="address">The index, which ends with a slash; a user and password in it are sent to its host
/// only.</param>
/// <param name="limits">The limits.</param>
internal sealed class IndexClient(Uri address, IndexLimits limits) : IDisposable
{
    private const string Id = "ARG0553";

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AutomaticDecompression = DecompressionMethods.All,
        MaxAutomaticRedirections = 5,
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The files of a project; null if the index doesn't have it. Error ARG0553.</summary>
    public async Task<IReadOnlyList<IndexFile>?> FindFilesAsync(string project, CancellationToken cancellation)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limits.PageTime);
        var page = new Uri(address, $"{project}/");
        try
        {
            using var response = await SendAsync(page, IndexPage.Accept, clock.Token);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
            if (!response.IsSuccessStatusCode)
                throw Refused(project, $"its page has status {(int)response.StatusCode}");
            using var content = new MemoryStream();
            await CopyAsync(response, content, limits.PageBytes, clock.Token);
            return IndexPage.Read(Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length),
                response.Content.Headers.ContentType?.MediaType, response.RequestMessage?.RequestUri ?? page);
        }
        catch (Exception e) when (e is FormatException or HttpRequestException or IOException)
        {
            throw Refused(project, e.Message.TrimEnd('.'), e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Refused(project, $"its page takes longer than {limits.PageTime.TotalSeconds:0.#} seconds", e);
        }
    }

    /// <summary>Downloads a file. Error ARG0553 if its content isn't the announced one.</summary>
    public async Task DownloadAsync(IndexFile file, string path, CancellationToken cancellation)
    {
        if (file.Digest is not { } expected)
            throw Refused(file.Name, "the index names no SHA-256 of it");
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limits.FileTime);
        try
        {
            using var response = await SendAsync(file.Address, "*/*", clock.Token);
            if (!response.IsSuccessStatusCode) throw Refused(file.Name, $"its status is {(int)response.StatusCode}");
            await using (var target = File.Create(path))
                await CopyAsync(response, target, limits.FileBytes, clock.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Refused(file.Name, e.Message.TrimEnd('.'), e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Refused(file.Name, $"it takes longer than {limits.FileTime.TotalSeconds:0.#} seconds", e);
        }

        var actual = Digest.OfFile(path);
        if (actual != expected)
            throw Refused(file.Name, $"its content is {actual}, and the index announces {expected}");
    }

    private Task<HttpResponseMessage> SendAsync(Uri uri, string accept, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(uri) { UserName = "", Password = "" }.Uri);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (address.UserInfo.Length > 0 && uri.Authority == address.Authority && uri.Scheme == address.Scheme)
        {
            var user = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(user));
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static async Task CopyAsync(
        HttpResponseMessage response, Stream target, long most, CancellationToken cancellation)
    {
        await using var source = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[1 << 16];
        for (long total = 0; await source.ReadAsync(buffer, cancellation) is > 0 and var read;)
        {
            total += read;
            if (total > most) throw new IOException($"it has more than {most} bytes");
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
    }

    private ArgosyException Refused(string what, string cause, Exception? inner = null) => new(new Diagnostic(Id,
        new(what), $"the index at {Shown} can't be used for it: {cause}",
        "Try again later; if the index is wrong, tell its operator, or name another source in wheels/wheels.yaml."),
        inner);

    private string Shown => new UriBuilder(address) { UserName = "", Password = "" }.Uri.AbsoluteUri;
}
