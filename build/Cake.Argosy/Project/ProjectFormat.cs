
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

    /// <summary>Fails where C sources below folders aren't formatted as .clang-format says.</summary>
    public Task RefuseCAsync(params IReadOnlyList<string> folders) => Session.Commands.RunAsync(
        new("clang-format", ["--dry-run", "-Werror", .. folders.SelectMany(f => Sources(f, "*.c").Concat(Sources(f, "*.h")))]),
        Session.CurrentTask.Cancellation);

    /// <summary>Fails where a shell script isn't sound.</summary>
    public Task RefuseShellAsync(params IReadOnlyList<string> scripts) =>
        Session.Commands.RunAsync(new("shellcheck", scripts) { Folder = session.Root }, Session.CurrentTask.Cancellation);

    private IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(session.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/build/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
