namespace Argosy.Artifacts.Files;

/// <summary>Follows symbolic links in a tree of names like a kernel whose <c>/</c> is the tree's root.</summary>
/// <remarks>For trees in an archive or in memory. <see cref="RootedFolder"/> does the same on a file system, and a test
/// compares the two. No path leads out: <c>..</c> at the root stays there, and an absolute target starts at the root. A
/// path is resolved completely or not at all: a resolver that stops half-way would differ from the file system in
/// exactly the paths that an attacker chooses.</remarks>
public static class LinkResolver
{
    /// <summary>The number of links that Linux follows for one path (MAXSYMLINKS).</summary>
    public const int MostLinks = 40;

    /// <summary>The path without links, without a leading slash; null if its links are circular or too many.</summary>
    /// <param name="path">Relative to the root, or absolute: both start there.</param>
    /// <param name="targetAt">The target of a link at a path of the tree; null if there is no link.</param>
    /// <param name="followLast">Whether a link that the path itself names is followed too.</param>
    public static string? TryResolve(string path, Func<string, string?> targetAt, bool followLast) =>
        TryResolve(path, targetAt, followLast, out _);

    /// <summary>The same, and whether a step led above the root: if the tree isn't at <c>/</c>, such a path leaves
    /// it.</summary>
    public static string? TryResolve(string path, Func<string, string?> targetAt, bool followLast, out bool climbed)
    {
        climbed = false;
        var pending = new Stack<string>();
        Push(pending, path);
        var done = new List<string>();
        for (var links = 0; pending.TryPop(out var part);)
        {
            if (part == "..")
            {
                if (done.Count > 0) done.RemoveAt(done.Count - 1);
                else climbed = true;
                continue;
            }

            done.Add(part);
            if ((pending.Count == 0 && !followLast) || targetAt(string.Join('/', done)) is not { } target) continue;
            if (++links > MostLinks) return null;
            if (target.StartsWith('/')) done.Clear();
            else done.RemoveAt(done.Count - 1);
            Push(pending, target);
        }

        return string.Join('/', done);
    }

    private static void Push(Stack<string> pending, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".") pending.Push(parts[i]);
        }
    }
}
