using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Argosy.Platforms.Diagnostics;
using Octokit;
using Octokit.Internal;

namespace Argosy.JobHealth.Promotion;

/// <summary>The calls of GitHub's REST interface for one pull request. Its owner disposes it.</summary>
/// <remarks>Every call may throw ARG0692, with GitHub's own message.</remarks>
internal sealed class GitHubApi : IDisposable
{
    private const int MostCharacters = 500;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly GitHubRemote _remote;
    private readonly GitHubToken _token;
    private readonly CancellationToken _cancellation;
    private readonly HttpClientAdapter _http;
    private readonly GitHubClient _client;

    public GitHubApi(GitHubRemote remote, Uri address, GitHubToken token, CancellationToken cancellation)
    {
        (_remote, _token, _cancellation) = (remote, token, cancellation);
        _http = new(() => new CancellableHandler(HttpMessageHandlerFactory.CreateDefault(), cancellation));
        _http.SetRequestTimeout(s_patience);
        var product = new ProductHeaderValue("argosy-health",
            typeof(GitHubApi).Assembly.GetName().Version?.ToString(3));
        var credentials = new InMemoryCredentialStore(new Credentials(token.Value, AuthenticationType.Bearer));
        _client = new(new Connection(product, address, credentials, _http, new SimpleJsonSerializer()));
    }

    /// <summary>The repository as GitHub names it today, with its default branch.</summary>
    public Task<Repository> RepositoryAsync() => AskAsync("Push the branch by hand.", async () =>
        await _client.Repository.Get(_remote.Owner, _remote.Name)
            is { DefaultBranch.Length: > 0, Name.Length: > 0, Owner.Login.Length: > 0 } found
            ? found
            : throw new InvalidDataException());

    /// <summary>The address of an open pull request of a branch; null if there is none.</summary>
    public Task<string?> FindOpenAsync(Repository repository, string branch) =>
        AskAsync("Push the branch by hand.", async () =>
        {
            var label = $"{repository.Owner.Login}:{branch}";
            var open = await _client.PullRequest.GetAllForRepository(repository.Owner.Login, repository.Name,
                new PullRequestRequest { State = ItemStateFilter.Open, Head = label },
                new ApiOptions { PageCount = 1 });
            return open.FirstOrDefault(p => p.Head?.Label == label)?.HtmlUrl;
        });

    /// <summary>Creates a pull request of a pushed branch into the default branch.</summary>
    /// <returns>Its address.</returns>
    public Task<string> CreateAsync(Repository repository, string branch, string title, string body) =>
        AskAsync("The branch is pushed; create the pull request by hand.", async () =>
            (await _client.PullRequest.Create(repository.Owner.Login, repository.Name,
                new(title, branch, repository.DefaultBranch) { Body = body, Draft = false })).HtmlUrl);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<T> AskAsync<T>(string instead, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ApiException e)
        {
            // Without the exception itself, whose text has the whole answer.
            throw Refused($"GitHub says: {TextOf(e.ApiError)}", $"{RemedyOf(e)} {instead}", null);
        }
        catch (OperationCanceledException e) when (!_cancellation.IsCancellationRequested)
        {
            throw Refused($"GitHub takes longer than {s_patience.TotalSeconds} seconds to answer",
                $"Try again later. {instead}", e);
        }
        catch (HttpRequestException e)
        {
            throw Refused($"GitHub doesn't answer: {e.Message.TrimEnd('.')}", $"Try again later. {instead}", e);
        }
        // The page of a proxy, or JSON of another form, for which Octokit's reader has several exceptions.
        catch (Exception e) when (e is SerializationException or InvalidCastException or NullReferenceException
            or InvalidDataException)
        {
            throw Refused("the answer isn't GitHub's", $"Check the remote's address and $GITHUB_API_URL. {instead}", e);
        }
    }

    private string TextOf(ApiError? error)
    {
        var details = (error?.Errors ?? []).Select(d =>
            d.Message ?? string.Join(' ', ((string?[])[d.Resource, d.Field, d.Code]).OfType<string>()));
        var text = string.Join(": ",
            details.Prepend(error?.Message ?? "nothing").Where(t => !string.IsNullOrWhiteSpace(t)));
        var line = _token.RemovedFrom(text.ReplaceLineEndings(" ")).TrimEnd('.');
        return line.Length > MostCharacters ? $"{line[..MostCharacters]}…" : line;
    }

    private static string RemedyOf(ApiException error) => error switch
    {
        RateLimitExceededException limit => "Try again after "
            + $"{limit.Reset.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.",
        SecondaryRateLimitExceededException or AbuseException or { StatusCode: HttpStatusCode.TooManyRequests } =>
            "Try again in some minutes.",
        { StatusCode: HttpStatusCode.Unauthorized } =>
            "Give a valid token in $GITHUB_TOKEN, or log in with `gh auth login`.",
        { StatusCode: HttpStatusCode.Forbidden } =>
            "Give a token that may read the repository and write pull requests.",
        { StatusCode: HttpStatusCode.NotFound } =>
            "Check the remote's address; a private repository is visible only to a token that may read it.",
        { StatusCode: HttpStatusCode.UnprocessableEntity } => "Fix what GitHub names.",
        _ => "Try again later.",
    };

    private ArgosyException Refused(string cause, string remedy, Exception? e) =>
        new(new Diagnostic("ARG0692", new($"{_remote}"), cause, remedy), e);

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
