using System.Diagnostics;

namespace Argosy.Architecture.Tests.Sources;

/// <summary>Files under version control, and new files that git doesn't ignore.</summary>
internal static class SourceTree
{
    /// <summary>All of them, relative to the checkout.</summary>
    public static IReadOnlyList<string> Files { get; } = List();

    /// <summary>Those below one of the folders, with one of the endings.</summary>
    public static IEnumerable<string> Below(string[] folders, params string[] endings) => Files.Where(f =>
        folders.Any(folder => f.StartsWith($"{folder}/", StringComparison.Ordinal))
        && endings.Any(ending => f.EndsWith(ending, StringComparison.Ordinal)));

    public static string Text(string file) => File.ReadAllText(Repository.At(file));

    private static List<string> List()
    {
        using var git = Process.Start(new ProcessStartInfo(
            "git", ["-C", Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
        })!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. names.Where(n => File.Exists(Repository.At(n))).Order(StringComparer.Ordinal)];
    }
}
