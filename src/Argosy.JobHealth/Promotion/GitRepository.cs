using Argosy.Artifacts.Files;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.JobHealth.Promotion;

/// <summary>Makes a branch in a user's repository from git objects only: it changes no file and no index.</summary>
/// <remarks>The branch appears with its last commit, or not at all. Error ARG0691 for everything that git
/// refuses.</remarks>
internal sealed class GitRepository(string folder, Action<string> log)
{
    private readonly CommandRunner _runner = new(log);

    /// <summary>Checks whether a branch can be made, on committed files.</summary>
    /// <returns>The commit it starts at.</returns>
    public async Task<string> BeginAsync(string branch, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        await AskAsync($"'{branch}' is no name for a branch", "Choose another one.", cancellation,
            "check-ref-format", "--branch", branch);
        var head = await AskAsync("it isn't in a git repository with a commit",
            "Commit the configuration, or use --diff.", cancellation, "rev-parse", "--verify", "HEAD^{commit}");
        if ((await TryAsync(cancellation, "show-ref", "--verify", "--quiet", $"refs/heads/{branch}")).Succeeded)
            throw Refused($"there is a branch '{branch}' already", "Choose another name, or delete it.");
        foreach (var file in files)
        {
            var committed = await AskAsync($"'{file}' isn't committed", "Commit it first.", cancellation,
                "rev-parse", "--verify", $"HEAD:./{file}");
            if (committed != await AskAsync($"'{file}' can't be read", "Check its permissions.", cancellation,
                "hash-object", "--", file))
                throw Refused($"'{file}' has changes that aren't committed",
                    "Commit or stash them first, or use --diff.");
        }

        return head;
    }

    /// <summary>A commit with one file changed.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> CommitAsync(
        string parent, string file, string text, string message, CancellationToken cancellation)
    {
        using var scratch = new TemporaryFolder("argosy-index-");
        var index = new Dictionary<string, string?> { ["GIT_INDEX_FILE"] = scratch.At("index") };
        var prefix = await WriteAsync(null, null, cancellation, "rev-parse", "--show-prefix");
        var blob = await WriteAsync(text, null, cancellation, "hash-object", "-w", "--stdin");
        await WriteAsync(null, index, cancellation, "read-tree", parent);
        // "<mode> <object> <stage>\t<path>": the mode stays.
        var mode = (await WriteAsync(null, index, cancellation, "ls-files", "--stage", "--full-name", "--", file))
            .Split(' ')[0];
        await WriteAsync(null, index, cancellation, "update-index", "--cacheinfo", $"{mode},{blob},{prefix}{file}");
        var tree = await WriteAsync(null, index, cancellation, "write-tree");
        return await WriteAsync(message, null, cancellation, "commit-tree", tree, "-p", parent);
    }

    /// <summary>Creates the branch. A branch of that name made meanwhile is kept.</summary>
    public Task EndAsync(string branch, string commit, CancellationToken cancellation) =>
        WriteAsync(null, null, cancellation,
            "update-ref", $"refs/heads/{branch}", commit, new string('0', commit.Length));

    /// <summary>The address of a remote; null if there is none of that name.</summary>
    public async Task<string?> TryRemoteAsync(string remote, CancellationToken cancellation) =>
        await TryAsync(cancellation, "remote", "get-url", "--push", remote) is { Succeeded: true, Output: var url }
            ? url.Trim()
            : null;

    /// <summary>Sends a branch to a remote.</summary>
    public Task PushAsync(string remote, string branch, CancellationToken cancellation) =>
        WriteAsync(null, null, cancellation, "push", remote, $"refs/heads/{branch}:refs/heads/{branch}");

    private async Task<string> WriteAsync(string? input, IReadOnlyDictionary<string, string?>? environment,
        CancellationToken cancellation, params string[] arguments)
    {
        var result = await _runner.TryRunAsync(
            Git(arguments) with { Input = input, Environment = environment ?? new Dictionary<string, string?>() },
            cancellation);
        return result.Succeeded
            ? result.Output.TrimEnd('\n')
            : throw Refused($"git says: {result.Tail()}", "Fix that, and run the command again.");
    }

    private async Task<string> AskAsync(
        string cause, string remedy, CancellationToken cancellation, params string[] arguments) =>
        await TryAsync(cancellation, arguments) is { Succeeded: true, Output: var output }
            ? output.Trim()
            : throw Refused(cause, remedy);

    private Task<CommandResult> TryAsync(CancellationToken cancellation, params string[] arguments) =>
        _runner.TryRunAsync(Git(arguments), cancellation);

    private Command Git(string[] arguments) => new("git", ["-C", folder, .. arguments]);

    private ArgosyException Refused(string cause, string remedy) =>
        new(new Diagnostic("ARG0691", new(folder), cause, remedy));
}
