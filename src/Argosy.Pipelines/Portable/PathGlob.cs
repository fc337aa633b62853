using System.Text;

namespace Argosy.Pipelines.Portable;

/// <summary>Converts regular expressions of paths and tags to equivalent GitHub patterns, if possible.</summary>
internal static class PathGlob
{
    /// <summary>The pattern of a whole path: <c>^docs/.*$</c> is <c>docs/**</c>; null if there is none.</summary>
    public static string? TryPath(string regex) => Try(regex, "**");

    /// <summary>The pattern of a tag: <c>^v[0-9].*$</c> is <c>v[0-9]*</c>; null if there is none.</summary>
    public static string? TryTag(string regex) => Try(regex, "*");

    private static string? Try(string regex, string any)
    {
        (string Regex, string Glob)[] words = [(".*", any), ("[0-9]", "[0-9]"), (@"\.", "."), (@"\-", "-")];
        if (regex is not ['^', .. var rest, '$']) return null;
        var glob = new StringBuilder();
        while (rest.Length > 0)
        {
            var word = words.FirstOrDefault(w => rest.StartsWith(w.Regex, StringComparison.Ordinal));
            if (word.Regex is null && (char.IsAsciiLetterOrDigit(rest[0]) || rest[0] is '/' or '-' or '_'))
                word = (rest[..1], rest[..1]);
            if (word.Regex is null) return null;
            glob.Append(word.Glob);
            rest = rest[word.Regex.Length..];
        }

        return glob.ToString();
    }
}
