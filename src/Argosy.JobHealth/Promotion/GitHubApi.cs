using Argosy.GitHub;
using Octokit;

namespace Argosy.JobHealth.Promotion;

/// <summary>The calls of GitHub's REST interface for one pull request. Its owner disposes it.</summary>
/// <remarks>Every call may throw ARG0692, with GitHub's own message.</remarks>
internal sealed class GitHubApi(
    GitHubRemote remote, Uri address, GitHubToken token, CancellationToken cancellation) : IDisposable
{
    /// <summary>What GitHub is asked for.</summary>
    public static GitHubUse Use { get; } = new("argosy-health", "ARG0692", "write pull requests")
    {
        Reading = "read the repository and ",
        Otherwise = ", or push the branch by hand",
    };

    private readonly GitHubConnection _github = new(remote, address, token, Use, GitHubRetry.None, cancellation);

    /// <summary>The repository as GitHub names it today, with its default branch.</summary>
    public Task<Repository> RepositoryAsync() => _github.AskAsync("Push the branch by hand.", async client =>
        await client.Repository.Get(remote.Owner, remote.Name)
            is { DefaultBranch.Length: > 0, Name.Length: > 0, Owner.Login.Length: > 0 } found
            ? found
            : throw new InvalidDataException());

    /// <summary>The address of an open pull request of a branch; null if there is none.</summary>
    public Task<string?> FindOpenAsync(Repository repository, string branch) =>
        _github.AskAsync("Push the branch by hand.", async client =>
        {
            var label = $"{repository.Owner.Login}:{branch}";
            var open = await client.PullRequest.GetAllForRepository(repository.Owner.Login, repository.Name,
                new PullRequestRequest { State = ItemStateFilter.Open, Head = label },
                new ApiOptions { PageCount = 1 });
            return open.FirstOrDefault(p => p.Head?.Label == label)?.HtmlUrl;
        });

    /// <summary>Creates a pull request of a pushed branch into the default branch.</summary>
    /// <returns>Its address.</returns>
    public Task<string> CreateAsync(Repository repository, string branch, string title, string body) =>
        _github.AskAsync("The branch is pushed; create the pull request by hand.", async client =>
            (await client.PullRequest.Create(repository.Owner.Login, repository.Name,
                new(title, branch, repository.DefaultBranch) { Body = body, Draft = false })).HtmlUrl);

    /// <inheritdoc />
    public void Dispose() => _github.Dispose();
}
