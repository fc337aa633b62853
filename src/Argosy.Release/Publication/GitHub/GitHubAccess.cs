using Argosy.GitHub;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Release.Publication.GitHub;

/// <summary>Finds the repository of a project and the token for it.</summary>
/// <param name="root">The project's folder, whose remote <c>origin</c> is asked.</param>
/// <param name="variable">Reads a variable of the environment.</param>
/// <param name="retry">What is tried again.</param>
public sealed class GitHubAccess(string root, Func<string, string?> variable, GitHubRetry retry)
{
    private const string AddressVariable = "GITHUB_API_URL";

    /// <summary>What GitHub is asked for.</summary>
    internal static GitHubUse Use { get; } = new("argosy-release", "ARG0951", "write the repository's contents");

    /// <summary>Opens the interface. Errors ARG0951 without a token, ARG0952 without a repository.</summary>
    public async Task<GitHubConnection> OpenAsync(GitHubReleaseTarget target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        var configured = variable(AddressVariable);
        var remote = target.Repository is { } repository
            ? GitHubRemote.TryOn(repository, configured)
            : await FindRemoteAsync(cancellation) is { } url ? GitHubRemote.TryParse(url) : null;
        if (remote?.TryApi(configured) is not { } address)
            throw new ArgosyException(new Diagnostic("ARG0952", target.Place,
                target.Repository is null
                    ? "git's remote 'origin' is no repository on GitHub"
                    : $"${AddressVariable} is no address of a GitHub",
                "Write 'github: {repository: owner/name}'. For a GitHub Enterprise Server set "
                + $"${AddressVariable} to https://HOST/api/v3."));
        var token = await GitHubToken.FindAsync(remote, Use, variable, cancellation);
        return new(remote, address, token, Use, retry, cancellation);
    }

    private async Task<string?> FindRemoteAsync(CancellationToken cancellation)
    {
        var remote = new Command("git", "-C", root, "remote", "get-url", "origin");
        var said = await CommandRunner.Silent.TryRunAsync(remote, cancellation);
        return said.Succeeded ? said.Output.Trim() : null;
    }
}
