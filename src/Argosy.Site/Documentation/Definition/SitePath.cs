namespace Argosy.Site.Documentation.Definition;

/// <summary>Paths with <c>/</c> between their parts.</summary>
internal static class SitePath
{
    /// <summary>The folder of a path, or an empty text.</summary>
    public static string Folder(string path) => path.LastIndexOf('/') is var end and >= 0 ? path[..end] : "";

    /// <summary>A path relative to a folder, without <c>.</c> and <c>..</c>; null if it leads out of the project.
    /// </summary>
    public static string? Resolve(string folder, string relative)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    /// <summary>The address of one file of the site in another.</summary>
    public static string Relative(string from, string to)
    {
        string[] here = [.. Folder(from).Split('/', StringSplitOptions.RemoveEmptyEntries)];
        var there = to.Split('/');
        var common = 0;
        while (common < here.Length && common < there.Length - 1 && here[common] == there[common]) common++;
        return string.Concat(Enumerable.Repeat("../", here.Length - common)) + string.Join('/', there[common..]);
    }
}
