using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.JobHealth.Promotion;

/// <summary>A pull request on GitHub, made by the user's own <c>gh</c> with the user's own rights.</summary>
internal sealed class PullRequest(string folder, Action<string> log)
{
    private const string Remote = "origin";
    private const string Host = "github.com";

    /// <summary>Pushes the branch and asks for its review. Error ARG0692, and ARG0691 if the push is refused.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> CreateAsync(string branch, string title, string body, CancellationToken cancellation)
    {
        var repository = new GitRepository(folder, log);
        var url = await repository.TryRemoteAsync(Remote, cancellation);
        if (url is null || HostOf(url) != Host)
            throw Refused($"the remote '{Remote}' isn't on GitHub", "Push the branch, and ask for a review where the project has its reviews.");
        await VersionAsync(cancellation);
        await repository.PushAsync(Remote, branch, cancellation);
        var result = await RunAsync(["pr", "create", "--head", branch, "--title", title, "--body-file", "-"], body, cancellation);
        return result.Succeeded ? result.Output.Trim() : throw Refused($"gh says: {result.Tail()}", "The branch is pushed; create the pull request by hand.");
    }

    // Before anything is pushed.
    private async Task VersionAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(["--version"], null, cancellation);
        }
        catch (ArgosyException e) when (CommandRunner.IsMissingProgram(e))
        {
            throw new ArgosyException(new Diagnostic("ARG0692", new("gh"), "it isn't installed",
                "Install GitHub's command line tool and log in with it, or push the branch by hand."), e);
        }
    }

    private Task<CommandResult> RunAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellation) =>
        new CommandRunner(log).TryRunAsync(new Command("gh", arguments) { Folder = folder, Input = input }, cancellation);

    // https://host/…, ssh://git@host/… and git@host:…
    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0
        ? uri.Host
        : url.Split(':')[0].Split('@')[^1];

    private ArgosyException Refused(string cause, string remedy) => new(new Diagnostic("ARG0692", new(folder), cause, remedy));
}
