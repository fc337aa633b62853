using System.Text;
using System.Text.RegularExpressions;

namespace Cake.Argosy.Module.Incremental;

/// <summary>The files that globs name, sorted, relative to the project.</summary>
internal static class InputFiles
{
    // What a build or a tool makes inside a source tree is never an input of it.
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal) { "bin", "obj", ".git", "__pycache__" };

    /// <summary>Globs: <c>**</c> any folders, <c>*</c> and <c>?</c> within a name; a leading <c>!</c> excludes.</summary>
    public static IReadOnlyList<string> Find(string root, IEnumerable<string> globs)
    {
        var all = globs.ToList();
        var excluded = all.Where(g => g.StartsWith('!')).Select(g => Pattern(g[1..])).ToList();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var glob in all.Where(g => !g.StartsWith('!')))
        {
            var star = glob.IndexOfAny(['*', '?']);
            if (star < 0)
            {
                if (File.Exists(Path.Combine(root, glob))) found.Add(glob);
                continue;
            }

            var folder = glob[..(glob.LastIndexOf('/', star) + 1)];
            var pattern = Pattern(glob);
            found.UnionWith(Walk(root, folder.TrimEnd('/')).Where(f => pattern.IsMatch(f)));
        }

        found.RemoveWhere(f => excluded.Any(e => e.IsMatch(f)));
        return [.. found];
    }

    private static IEnumerable<string> Walk(string root, string folder)
    {
        var full = new DirectoryInfo(Path.Combine(root, folder));
        if (!full.Exists) yield break;
        foreach (var entry in full.EnumerateFileSystemInfos())
        {
            var relative = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (entry is FileInfo) yield return relative;
            else if (entry.LinkTarget is null && !Made.Contains(entry.Name))
            {
                foreach (var below in Walk(root, relative)) yield return below;
            }
        }
    }

    private static Regex Pattern(string glob)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob.AsSpan(i).StartsWith("**/"))
            {
                text.Append("(?:[^/]+/)*");
                i += 2;
            }
            else if (glob.AsSpan(i).StartsWith("**"))
            {
                text.Append(".*");
                i++;
            }
            else
            {
                text.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return new(text.Append('$').ToString(), RegexOptions.CultureInvariant);
    }
}
