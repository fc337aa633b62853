
namespace Cake.Argosy.Project;

/// <summary>The format of sources, by each language's own formatter.</summary>
public sealed class ProjectFormat(Session session)
{
    /// <summary>Fails if C# sources of a solution aren't formatted by .editorconfig.</summary>
    /// <remarks>A project's references must be restored first, or its names are unknown: a fresh clone has none.</remarks>
    public async Task RefuseCSharpAsync(string solution)
    {
        await session.Dotnet.RunAsync("restore", solution, "-v", "quiet");
        await session.Dotnet.RunAsync("format", solution, "--verify-no-changes", "--no-restore");
    }

    /// <summary>Fails if C sources below folders aren't formatted by .clang-format.</summary>
    public Task RefuseCAsync(params IReadOnlyList<string> folders) => Session.Commands.RunAsync(
        new("clang-format", ["--dry-run", "-Werror", .. folders.SelectMany(f => Sources(f, "*.c").Concat(Sources(f, "*.h")))]),
        Session.CurrentTask.Cancellation);

    /// <summary>Fails if a shell script has faults.</summary>
    public Task RefuseShellAsync(params IReadOnlyList<string> scripts) =>
        Session.Commands.RunAsync(new("shellcheck", scripts) { Folder = session.Root }, Session.CurrentTask.Cancellation);

    private IEnumerable<string> Sources(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(session.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/build/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
