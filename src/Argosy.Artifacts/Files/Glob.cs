using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Artifacts.Files;

/// <summary>A pattern of paths: <c>**</c> any folders; <c>*</c>, <c>?</c>, <c>[a-z]</c> and <c>[!a-z]</c> within a
/// name. A pattern also matches its own text as a path, so that a file called <c>[id].ts</c> is
/// found by its name.</summary>
/// <remarks>Alternatives, <c>{a,b}</c>, are separate patterns: <see cref="Expand"/>.</remarks>
public sealed class Glob
{
    private readonly Regex? _pattern;
    private readonly Glob[] _names = [];

    /// <summary>Reads a pattern without alternatives; one without a wildcard names one path.</summary>
    public Glob(string text)
    {
        Text = text;
        var star = text.AsSpan().IndexOfAny('*', '?', '[');
        if (star < 0) return;
        Folder = text[..Math.Max(text.LastIndexOf('/', star), 0)];
        _pattern = new(Translate(text), RegexOptions.CultureInvariant);
        var names = text.Split('/');
        if (names.Length > 1) _names = [.. names.Select(n => new Glob(n))];
    }

    /// <summary>Whether a text has a wildcard or alternatives; otherwise it names one path.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny("*?[{") >= 0
        && (text.AsSpan().IndexOfAny('*', '?', '[') >= 0 || Expand(text).Count > 1);

    /// <summary>The patterns of a text with alternatives: <c>{a,b}.c</c> gives <c>a.c</c> and <c>b.c</c>. Braces
    /// without a comma are literal.</summary>
    public static IReadOnlyList<string> Expand(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            if (Alternatives(text, open) is not { Count: > 1 } parts) continue;
            var rest = text[(open + parts.Sum(p => p.Length) + parts.Count + 1)..];
            return [.. parts.SelectMany(part => Expand(text[..open] + part + rest)).Distinct(StringComparer.Ordinal)];
        }

        return [text];
    }

    internal string Text { get; }

    /// <summary>The folder that contains all its paths, empty for the project's.</summary>
    public string Folder { get; } = "";

    /// <summary>Whether it may match this path, or something in it.</summary>
    public bool Reaches(string path) => Matches(path) || MayMatchIn(path);

    internal bool Matches(string path) => path == Text || (_pattern?.IsMatch(path) ?? false);

    /// <summary>Whether one of its parts is exactly this name.</summary>
    internal bool Spells(string name) => _names.Length == 0 ? Text == name : Array.Exists(_names, n => n.Text == name);

    /// <summary>Whether a path in this folder may match; a walk skips folders where none can.</summary>
    internal bool MayMatchIn(string folder)
    {
        if (_names.Length == 0) return Text.Contains("**", StringComparison.Ordinal);
        var at = 0;
        foreach (var name in folder.AsSpan().Split('/'))
        {
            // The last name of the pattern is the file name.
            if (at == _names.Length - 1) return _names[at].Text.Contains("**", StringComparison.Ordinal);
            if (_names[at].Text.Contains("**", StringComparison.Ordinal)) return true;
            if (!_names[at].Matches(folder[name])) return false;
            at++;
        }

        return true;
    }

    private static List<string>? Alternatives(string text, int open)
    {
        var (parts, depth, from) = (new List<string>(), 0, open + 1);
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] == '{') depth++;
            if (text[at] is not (',' or '}') || (depth > 0 && text[at] == ',')) continue;
            if (depth > 0)
            {
                depth--;
                continue;
            }

            parts.Add(text[from..at]);
            from = at + 1;
            if (text[at] == '}') return parts;
        }

        return null;
    }

    private static string Translate(string glob)
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
            else if (glob[i] == '[' && ClassEnd(glob, i) is { } end)
            {
                text.Append(Class(glob.AsSpan(i + 1, end - i - 1)));
                i = end;
            }
            else
            {
                text.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        // Not '$', which also matches before a final line feed; '.' must match a line feed.
        return $"(?s){text}\\z";
    }

    // The end of a character class; null if the bracket is literal.
    private static int? ClassEnd(string glob, int open)
    {
        var first = open + (open + 1 < glob.Length && glob[open + 1] == '!' ? 2 : 1);
        if (first >= glob.Length) return null;
        var end = glob.IndexOf(']', first + 1);
        return end < 0 || glob.AsSpan(first, end - first).Contains('/') ? null : end;
    }

    private static string Class(ReadOnlySpan<char> inside)
    {
        var isNot = inside[0] == '!';
        var text = new StringBuilder(isNot ? "[^/" : "[");
        foreach (var c in isNot ? inside[1..] : inside)
        {
            if (c is '\\' or ']' or '[' or '^') text.Append('\\');
            text.Append(c);
        }

        return text.Append(']').ToString();
    }
}
