
namespace Cake.Argosy.Project;

/// <summary>The format of sources, by each language's own formatter.</summary>
public sealed class ProjectFormat(Session session)
{
    /// <summary>Fails where C# sources of a solution aren't formatted as .editorconfig says.</summary>
    /// <remarks>What a project refers to has to be there, or its names mean nothing: on a fresh clone nothing was restored.</remarks>
    public async Task RefuseCSharpAsync(string solution)
    {
        await session.Dotnet.RunAsync("restore", solution, "-v", "quiet");
        await session.Dotnet.RunAsync("format", solution, "--verify-no-changes", "--no-restore");
    }

    /// <summary>Fails where C sources below a folder aren't formatted as .clang-format says.</summary>
    public Task RefuseCAsync(string folder) => Session.Commands.RunAsync(
        new("clang-format", ["--dry-run", "-Werror", .. Sources(folder, "*.c"), .. Sources(folder, "*.h")]),
        Session.CurrentTask.Cancellation);

    /// <summary>Fails where a shell script isn't sound.</summary>
    public Task RefuseShellAsync(params IReadOnlyList<string> scripts) =>
        Session.Commands.RunAsync(new("shellcheck", scripts) { Folder = session.Root }, Session.CurrentTask.Cancellation);

    private IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(session.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/build/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
