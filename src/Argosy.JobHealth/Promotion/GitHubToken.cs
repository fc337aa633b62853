using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.JobHealth.Promotion;

/// <summary>A user's token for GitHub. It is secret: no log, error or command line contains it.</summary>
internal sealed class GitHubToken
{
    // gh may ask the desktop's keyring, which may ask the user.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private GitHubToken(string value) => Value = value;

    /// <summary>The secret itself, for the header of a request alone.</summary>
    public string Value { get; }

    /// <summary>Finds the token in $GITHUB_TOKEN, in $GH_TOKEN, or in the login of the program <c>gh</c>.</summary>
    /// <remarks>Error ARG0692 if there is none, or if it has characters that no header can have.</remarks>
    public static async Task<GitHubToken> FindAsync(
        GitHubRemote remote, Func<string, string?> variable, CancellationToken cancellation)
    {
        foreach (var name in (string[])["GITHUB_TOKEN", "GH_TOKEN"])
        {
            if (variable(name)?.Trim() is { Length: > 0 } value) return Of(value, $"${name}");
        }

        return await TryGhAsync(remote.Host, cancellation) is { Length: > 0 } login
            ? Of(login, "gh auth token")
            : throw new ArgosyException(new Diagnostic("ARG0692", new($"{remote}"), "there is no token for GitHub",
                "Give one that may write pull requests in $GITHUB_TOKEN, or log in with `gh auth login`, or push the "
                + "branch by hand."));
    }

    /// <summary>A text from outside without this token.</summary>
    public string RemovedFrom(string text) => text.Replace(Value, "***", StringComparison.Ordinal);

    private static GitHubToken Of(string value, string source) => value.All(c => c is > ' ' and <= '~')
        ? new(value)
        : throw new ArgosyException(new Diagnostic("ARG0692", new(source), "what it gives is no token for GitHub",
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
