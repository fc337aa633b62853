using System.Net;
using System.Net.Http.Headers;
using Octokit;

namespace Argosy.GitHub;

/// <summary>Sends and fetches the bytes of a release's files. Octokit copies the body of each request into memory, in
/// case of a redirect; here they go from the file and to the reader.</summary>
/// <remarks>Its calls belong inside <see cref="GitHubConnection.AskAsync"/>, which turns failures into errors. The
/// token goes to GitHub alone, also where that redirects to another machine.</remarks>
public sealed class GitHubTransfer : IDisposable
{
    private const int MostRedirects = 5;
    private const double SlowestBytesPerSecond = 64_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly GitHubConnection _github;
    private readonly HttpClient _http;

    /// <param name="github">The repository's interface.</param>
    public GitHubTransfer(GitHubConnection github)
    {
        ArgumentNullException.ThrowIfNull(github);
        _github = github;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        _http = new(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new(github.Agent.Name, github.Agent.Version));
    }

    /// <summary>Sends a file.</summary>
    /// <param name="address">Where to, with its query.</param>
    /// <param name="path">The file.</param>
    /// <param name="mediaType">Its type.</param>
    public async Task UploadAsync(Uri address, string path, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!IsGitHubs(address)) throw new InvalidDataException($"{address.Host} isn't {_github.Remote.Host}");
        await using var file = File.OpenRead(path);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new(mediaType);
        request.Content.Headers.ContentLength = file.Length;
        request.Headers.Authorization = new("Bearer", _github.Secret);
        using var clock = Clock(file.Length);
        using var response = await _http.SendAsync(request, clock.Token);
        if (!response.IsSuccessStatusCode) throw await FailureAsync(response, clock.Token);
    }

    /// <summary>Fetches a file.</summary>
    /// <param name="address">Its address in the interface.</param>
    /// <param name="size">Its expected size, for the time that it may take.</param>
    /// <param name="read">Reads it.</param>
    public async Task<T> DownloadAsync<T>(Uri address, long size, Func<Stream, CancellationToken, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var clock = Clock(size);
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/octet-stream"));
            if (IsGitHubs(address)) request.Headers.Authorization = new("Bearer", _github.Secret);
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, clock.Token);
            if (response.Headers.Location is { } next && response.StatusCode is HttpStatusCode.Found
                or HttpStatusCode.MovedPermanently or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect)
            {
                address = new(address, next);
                continue;
            }

            if (!response.IsSuccessStatusCode) throw await FailureAsync(response, clock.Token);
            await using var body = await response.Content.ReadAsStreamAsync(clock.Token);
            return await read(body, clock.Token);
        }

        throw new InvalidDataException($"more than {MostRedirects} redirects");
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // The interface's own address, and the one beside it that takes uploads: uploads.github.com for api.github.com.
    private bool IsGitHubs(Uri address)
    {
        var api = _github.Address;
        return address.Scheme == api.Scheme && address.Port == api.Port && (address.Host == api.Host
            || (api.Host.StartsWith("api.", StringComparison.Ordinal) && address.Host == $"uploads.{api.Host[4..]}"));
    }

    private CancellationTokenSource Clock(long bytes)
    {
        var clock = CancellationTokenSource.CreateLinkedTokenSource(_github.Cancellation);
        clock.CancelAfter(s_patience + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond));
        return clock;
    }

    private static async Task<ApiException> FailureAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStringAsync(cancellation);
        var headers = response.Headers.ToDictionary(
            h => h.Key, h => h.Value.First(), StringComparer.OrdinalIgnoreCase);
        return new(new Answer(
            response.StatusCode, body, headers, response.Content.Headers.ContentType?.MediaType ?? ""));
    }

    // As Octokit's own calls report it.
    private sealed record Answer(
        HttpStatusCode StatusCode, object Body, IReadOnlyDictionary<string, string> Headers, string ContentType)
        : IResponse
    {
        public ApiInfo? ApiInfo => null;
    }
}
