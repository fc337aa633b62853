using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Artifacts.Files;

/// <summary>A pattern of paths: <c>**</c> any folders, <c>*</c> and <c>?</c> within a name.</summary>
public sealed class Glob
{
    private readonly Regex? _pattern;
    private readonly Glob[] _names = [];

    /// <summary>Reads a pattern; one without a wildcard names one path.</summary>
    public Glob(string text)
    {
        Text = text;
        var star = text.AsSpan().IndexOfAny('*', '?');
        if (star < 0) return;
        Folder = text[..Math.Max(text.LastIndexOf('/', star), 0)];
        _pattern = new(Translate(text), RegexOptions.CultureInvariant);
        var names = text.Split('/');
        if (names.Length > 1) _names = [.. names.Select(n => new Glob(n))];
    }

    /// <summary>Whether a text has a wildcard: else it names one path.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    internal string Text { get; }

    /// <summary>The folder that all its paths lie in, empty for the project's.</summary>
    public string Folder { get; } = "";

    /// <summary>Whether it may name this path, or something in it.</summary>
    public bool Reaches(string path) => Matches(path) || MayMatchIn(path);

    internal bool Matches(string path) => _pattern?.IsMatch(path) ?? path == Text;

    /// <summary>Whether a path in this folder may match: no walk has to look where none can.</summary>
    internal bool MayMatchIn(string folder)
    {
        if (_names.Length == 0) return Text.Contains("**", StringComparison.Ordinal);
        var at = 0;
        foreach (var name in folder.AsSpan().Split('/'))
        {
            // The last name of the pattern is the file's own.
            if (at == _names.Length - 1) return _names[at].Text.Contains("**", StringComparison.Ordinal);
            if (_names[at].Text.Contains("**", StringComparison.Ordinal)) return true;
            if (!_names[at].Matches(folder[name])) return false;
            at++;
        }

        return true;
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
            else
            {
                text.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }

        return text.Append('$').ToString();
    }
}
