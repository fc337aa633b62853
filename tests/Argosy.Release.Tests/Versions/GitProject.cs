using Argosy.Processes;

namespace Argosy.Release.Tests.Versions;

/// <summary>A real repository in a folder of one test.</summary>
internal sealed class GitProject : IDisposable
{
    private readonly TestFolder _folder = new();
    private int _commits;

    public string Root => _folder.Path;

    public static async Task<GitProject> CreateAsync()
    {
        var project = new GitProject();
        await project.RunAsync("init", "--quiet", "--initial-branch=main");
        return project;
    }

    public string Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs git, and gives what it prints, without the last line's end.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var command = new Command("git", ["-C", Root, .. arguments])
        {
            Environment = new Dictionary<string, string?>
            {
                ["GIT_CONFIG_GLOBAL"] = "/dev/null",
                ["GIT_CONFIG_SYSTEM"] = "/dev/null",
                ["GIT_AUTHOR_NAME"] = "A",
                ["GIT_AUTHOR_EMAIL"] = "a@localhost",
                ["GIT_AUTHOR_DATE"] = "1700000000 +0000",
                ["GIT_COMMITTER_NAME"] = "A",
                ["GIT_COMMITTER_EMAIL"] = "a@localhost",
                ["GIT_COMMITTER_DATE"] = "1700000000 +0000",
            },
        };
        return (await CommandRunner.Silent.RunAsync(command, CancellationToken.None)).Output.TrimEnd('\n');
    }

    /// <summary>Makes an empty commit with a message of its own, and gives its id.</summary>
    public async Task<string> CommitAsync()
    {
        await RunAsync("commit", "--quiet", "--allow-empty", "-m", $"commit {++_commits}");
        return await RunAsync("rev-parse", "HEAD");
    }

    /// <summary>Commits all files.</summary>
    public async Task<string> CommitAllAsync()
    {
        await RunAsync("add", "--all");
        return await CommitAsync();
    }

    public void Dispose() => _folder.Dispose();
}
