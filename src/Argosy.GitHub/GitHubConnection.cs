using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Argosy.Platforms.Diagnostics;
using Octokit;
using Octokit.Internal;

namespace Argosy.GitHub;

/// <summary>GitHub's REST interface for one repository. Its owner disposes it.</summary>
/// <remarks>Every call may throw the error that <see cref="GitHubUse"/> names, with GitHub's own message.</remarks>
public sealed class GitHubConnection : IDisposable
{
    private const int MostCharacters = 500;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly GitHubUse _use;
    private readonly GitHubToken _token;
    private readonly GitHubRetry _retry;
    private readonly CancellationToken _cancellation;
    private readonly HttpClientAdapter _http;
    private readonly GitHubClient _client;

    /// <param name="remote">The repository.</param>
    /// <param name="address">The interface's address; see <see cref="GitHubRemote.TryApi"/>.</param>
    /// <param name="token">The user's.</param>
    /// <param name="use">What for.</param>
    /// <param name="retry">What is tried again.</param>
    /// <param name="cancellation">Ends every call.</param>
    public GitHubConnection(
        GitHubRemote remote, Uri address, GitHubToken token, GitHubUse use, GitHubRetry retry,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(token);
        (Remote, Address, _token, _use, _retry) = (remote, address, token, use, retry);
        _cancellation = cancellation;
        _http = new(() => new CancellableHandler(HttpMessageHandlerFactory.CreateDefault(), cancellation));
        _http.SetRequestTimeout(s_patience);
        Agent = new(use.Product, typeof(GitHubConnection).Assembly.GetName().Version?.ToString(3));
        var credentials = new InMemoryCredentialStore(new Credentials(token.Value, AuthenticationType.Bearer));
        _client = new(new Connection(Agent, address, credentials, _http, new SimpleJsonSerializer()));
    }

    /// <summary>The repository.</summary>
    public GitHubRemote Remote { get; }

    /// <summary>The address of the interface.</summary>
    public Uri Address { get; }

    /// <summary>The caller, as GitHub sees it.</summary>
    internal ProductHeaderValue Agent { get; }

    /// <summary>The secret, for the header of a request alone.</summary>
    internal string Secret => _token.Value;

    /// <summary>Ends transfers.</summary>
    internal CancellationToken Cancellation => _cancellation;

    /// <summary>Makes a call, again where that may help.</summary>
    /// <param name="instead">What the user can do if it fails: the end of the error's remedy.</param>
    /// <param name="ask">The call. It must find out itself what an earlier attempt of it has done.</param>
    public async Task<T> AskAsync<T>(string instead, Func<IGitHubClient, Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan delay;
            try
            {
                return await ask(_client);
            }
            catch (Exception e) when (!_cancellation.IsCancellationRequested && _retry.DelayAfter(e, attempt) is { })
            {
                delay = _retry.DelayAfter(e, attempt)!.Value;
                _retry.Log($"GitHub: {(e is ApiException api ? TextOf(api.ApiError) : e.Message.TrimEnd('.'))}; "
                    + $"again in {delay.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
            }
            catch (Exception e) when (!_cancellation.IsCancellationRequested && Translated(e, instead) is { } error)
            {
                throw error;
            }

            await _retry.Wait(delay, _cancellation);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private ArgosyException? Translated(Exception error, string instead) => error switch
    {
        // Without the exception itself, whose text has the whole answer.
        ApiException e => Refused($"GitHub says: {TextOf(e.ApiError)}", $"{RemedyOf(e)} {instead}", null),
        OperationCanceledException => Refused(
            $"GitHub takes longer than {s_patience.TotalSeconds} seconds to answer", $"Try again later. {instead}",
            error),
        HttpRequestException or IOException => Refused(
            $"GitHub doesn't answer: {error.Message.TrimEnd('.')}", $"Try again later. {instead}", error),
        // The page of a proxy, or JSON of another form, for which Octokit's reader has several exceptions.
        SerializationException or InvalidCastException or NullReferenceException or InvalidDataException => Refused(
            "the answer isn't GitHub's", $"Check the remote's address and $GITHUB_API_URL. {instead}", error),
        _ => null,
    };

    private string TextOf(ApiError? error)
    {
        var details = (error?.Errors ?? []).Select(d =>
            d.Message ?? string.Join(' ', ((string?[])[d.Resource, d.Field, d.Code]).OfType<string>()));
        var text = string.Join(": ",
            details.Prepend(error?.Message ?? "nothing").Where(t => !string.IsNullOrWhiteSpace(t)));
        var line = _token.RemovedFrom(text.ReplaceLineEndings(" ")).TrimEnd('.');
        return line.Length > MostCharacters ? $"{line[..MostCharacters]}…" : line;
    }

    private string RemedyOf(ApiException error) => error switch
    {
        RateLimitExceededException limit => "Try again after "
            + $"{limit.Reset.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.",
        SecondaryRateLimitExceededException or AbuseException or { StatusCode: HttpStatusCode.TooManyRequests } =>
            "Try again in some minutes.",
        { StatusCode: HttpStatusCode.Unauthorized } =>
            "Give a valid token in $GITHUB_TOKEN, or log in with `gh auth login`.",
        { StatusCode: HttpStatusCode.Forbidden } => $"Give a token that may {_use.Reading}{_use.Permission}.",
        { StatusCode: HttpStatusCode.NotFound } =>
            "Check the remote's address; a private repository is visible only to a token that may read it.",
        { StatusCode: HttpStatusCode.UnprocessableEntity } => "Fix what GitHub names.",
        _ => "Try again later.",
    };

    private ArgosyException Refused(string cause, string remedy, Exception? e) =>
        new(new Diagnostic(_use.Id, new($"{Remote}"), cause, remedy), e);

    // Octokit's calls take no token for cancelling.
    private sealed class CancellableHandler(HttpMessageHandler inner, CancellationToken cancellation)
        : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cancellationToken);
            return await base.SendAsync(request, either.Token);
        }
    }
}
