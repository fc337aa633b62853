using System.Globalization;
using Argosy.Artifacts;
using Argosy.Platforms;
using Argosy.Platforms.Diagnostics;
using Argosy.Processes;

namespace Argosy.Packages.Wheels.Building;

/// <summary>The compiled modules of a build root's Python, in a folder beside the root: Debian's packages have only
/// sources, which each start of pip would compile again.</summary>
/// <remarks>It is no part of the root, so no result depends on it, and each file counts only for the source that it was
/// made of. Roots of the same distribution for other architectures have the same modules.</remarks>
public static class PythonBytecode
{
    private const string MarkFile = "of";

    /// <summary>Makes the folder if it isn't there, or is of another root; null without one. Python works as well
    /// then: a failure is only logged, and another build that is making it isn't waited for.</summary>
    /// <param name="runner">Runs the root's Python.</param>
    /// <param name="root">A root for the build machine, absolute.</param>
    /// <param name="distribution">The root's distribution.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<string?> EnsureAsync(
        CommandRunner runner, string root, Distribution distribution, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(runner);
        if (!Directory.Exists(root)) return null;
        if (TryFind(root) is { } made) return made;
        try
        {
            using var staged = new StagedFolder(FolderOf(root));
            await CompileAsync(
                runner, RootPython.In(root, distribution, runner.Host.Architecture), staged.Path, cancellation);
            File.WriteAllText(Path.Combine(staged.Path, MarkFile), MarkOf(root));
            staged.Publish();
            return FolderOf(root);
        }
        catch (Exception e) when (e is ArgosyException or IOException or UnauthorizedAccessException)
        {
            runner.Log($"Python's modules aren't compiled: {e.Message}");
            return null;
        }
    }

    /// <summary>The folder of a root; null if there is none. Paths in it are those inside of a root.</summary>
    public static string? TryFind(string root)
    {
        var mark = Path.Combine(FolderOf(root), MarkFile);
        return File.Exists(mark) && File.ReadAllText(mark) == MarkOf(root) ? FolderOf(root) : null;
    }

    private static Task CompileAsync(
        CommandRunner runner, RootPython python, string target, CancellationToken cancellation) => runner.RunAsync(
            new(python.Root + python.Loader,
            [
                "--library-path", python.LibraryPath, python.Root + python.Program, "-B", "-s",
                Embedded.Extract("bytecode.py", target), python.Root, target,
            ])
            {
                Environment = new Dictionary<string, string?>
                {
                    ["PYTHONHOME"] = $"{python.Root}/usr",
                    ["PYTHONPATH"] = null,
                    ["PYTHONOPTIMIZE"] = null,
                },
            }, cancellation);

    private static string FolderOf(string root) => $"{root}.bytecode";

    // A root that was made again is a younger folder.
    private static string MarkOf(string root) => string.Create(
        CultureInfo.InvariantCulture, $"{Directory.GetCreationTimeUtc(root).Ticks}\n");
}
