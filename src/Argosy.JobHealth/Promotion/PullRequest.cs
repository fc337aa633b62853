using Argosy.GitHub;
using Argosy.Platforms.Diagnostics;

namespace Argosy.JobHealth.Promotion;

/// <summary>A pull request on GitHub, made with the user's own token.</summary>
/// <param name="folder">The work tree.</param>
/// <param name="log">Receives git's commands and output.</param>
/// <param name="variable">Reads a variable of the environment.</param>
internal sealed class PullRequest(string folder, Action<string> log, Func<string, string?> variable)
{
    private const string Remote = "origin";

    /// <summary>Pushes the branch and asks for its review. Error ARG0692, and ARG0691 if the push is refused.</summary>
    /// <returns>The address of the new pull request, or of the open one that the branch has.</returns>
    /// <remarks>Nothing is pushed before GitHub has accepted the token.</remarks>
    public async Task<string> CreateAsync(string branch, string title, string body, CancellationToken cancellation)
    {
        var git = new GitRepository(folder, log);
        if (await git.TryRemoteAsync(Remote, cancellation) is not { } url
            || GitHubRemote.TryParse(url) is not { } remote
            || remote.TryApi(variable("GITHUB_API_URL")) is not { } api)
        {
            throw Refused($"the remote '{Remote}' isn't on GitHub",
                "Push the branch, and ask for a review where the project has its reviews. "
                + "For a GitHub Enterprise Server set $GITHUB_API_URL to https://HOST/api/v3.");
        }

        var token = await GitHubToken.FindAsync(remote, GitHubApi.Use, variable, cancellation);
        using var github = new GitHubApi(remote, api, token, cancellation);
        var repository = await github.RepositoryAsync();
        if (repository.DefaultBranch == branch)
            throw Refused($"'{branch}' is the default branch of {remote}", "Choose another name.");
        var open = await github.FindOpenAsync(repository, branch);
        await git.PushAsync(Remote, branch, cancellation);
        return open ?? await github.CreateAsync(repository, branch, title, body);
    }

    private ArgosyException Refused(string cause, string remedy) =>
        new(new Diagnostic("ARG0692", new(folder), cause, remedy));
}
