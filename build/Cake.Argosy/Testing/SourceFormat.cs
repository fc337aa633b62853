using Argosy.Toolchains.Running;

namespace Cake.Argosy.Testing;

/// <summary>The format of sources, by each language's own formatter.</summary>
public static class SourceFormat
{
    /// <summary>Fails if C# sources of a solution aren't formatted by .editorconfig.</summary>
    /// <remarks>A project's references must be restored first, or its names are unknown: a fresh clone has
    /// none.</remarks>
    public static async Task RefuseCSharpAsync(BuildContext context, string solution)
    {
        await context.Dotnet.RunAsync(context.Task, "restore", solution, "-v", "quiet");
        await context.Dotnet.RunAsync(context.Task, "format", solution, "--verify-no-changes", "--no-restore");
    }

    /// <summary>Fails if C sources below folders aren't formatted by .clang-format.</summary>
    public static Task RefuseCAsync(BuildContext context, params IReadOnlyList<string> folders) =>
        context.Task.Commands().RunAsync(
            new("clang-format",
            [
                "--dry-run", "-Werror",
                .. folders.SelectMany(f => Sources(context, f, "*.c").Concat(Sources(context, f, "*.h")))
            ]),
            context.Task.Cancellation);

    /// <summary>Fails if a shell script has faults.</summary>
    public static Task RefuseShellAsync(BuildContext context, params IReadOnlyList<string> scripts) =>
        context.Task.Commands().RunAsync(
            new("shellcheck", scripts) { Folder = context.Settings.Root }, context.Task.Cancellation);

    private static IEnumerable<string> Sources(BuildContext context, string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(context.Settings.Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !f.Contains("/build/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
