namespace Argosy.Artifacts.Files;

/// <summary>Operations on paths as texts, without disk access: written with <c>/</c>, without <c>.</c>
/// and <c>..</c>.</summary>
public static class PathText
{
    /// <summary>The path is the folder itself, or lies in it.</summary>
    public static bool IsWithin(string path, string folder)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(folder);
        return path.StartsWith(folder, StringComparison.Ordinal)
            && (path.Length == folder.Length || path[folder.Length] == '/');
    }

    /// <summary>The folders that contain a path, the innermost first, without the root.</summary>
    public static IEnumerable<string> Around(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1)) yield return path[..at];
    }
}
