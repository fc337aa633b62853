using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.GitHub;

/// <summary>A user's token for GitHub. It is secret: no log, error or command line contains it.</summary>
public sealed class GitHubToken
{
    // gh may ask the desktop's keyring, which may ask the user.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private GitHubToken(string value) => Value = value;

    /// <summary>The secret itself, for the header of a request alone.</summary>
    public string Value { get; }

    /// <summary>Finds the token in $GITHUB_TOKEN, in $GH_TOKEN, or in the login of the program <c>gh</c>.</summary>
    /// <param name="remote">The repository, whose machine <c>gh</c> is asked for.</param>
    /// <param name="use">The error if there is none, or if it has characters that no header can have.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<GitHubToken> FindAsync(
        GitHubRemote remote, GitHubUse use, Func<string, string?> variable, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(remote);
        ArgumentNullException.ThrowIfNull(use);
        ArgumentNullException.ThrowIfNull(variable);
        foreach (var name in (string[])["GITHUB_TOKEN", "GH_TOKEN"])
        {
            if (variable(name)?.Trim() is { Length: > 0 } value) return Of(value, $"${name}", use);
        }

        return await TryGhAsync(remote.Host, cancellation) is { Length: > 0 } login
            ? Of(login, "gh auth token", use)
            : throw new ArgosyException(new Diagnostic(use.Id, new($"{remote}"), "there is no token for GitHub",
                $"Give one that may {use.Permission} in $GITHUB_TOKEN, or log in with `gh auth login`"
                + $"{use.Otherwise}."));
    }

    /// <summary>A text from outside without this token.</summary>
    public string RemovedFrom(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(Value, "***", StringComparison.Ordinal);
    }

    private static GitHubToken Of(string value, string source, GitHubUse use) => value.All(c => c is > ' ' and <= '~')
        ? new(value)
        : throw new ArgosyException(new Diagnostic(use.Id, new(source), "what it gives is no token for GitHub",
            "Copy the token again."));

    // Silent, because a log would have its output.
    private static async Task<string?> TryGhAsync(string host, CancellationToken cancellation)
    {
        try
        {
            var result = await CommandRunner.Silent.TryRunAsync(
                new Command("gh", "auth", "token", "--hostname", host) { Timeout = s_patience }, cancellation);
            return result.Succeeded ? result.Output.Trim() : null;
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            return null;
        }
    }
}
