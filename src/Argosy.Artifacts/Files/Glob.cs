using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Artifacts.Files;

/// <summary>A pattern of paths: <c>**</c> any folders, <c>*</c> and <c>?</c> within a name.</summary>
internal sealed class Glob
{
    private readonly Regex? _pattern;

    internal Glob(string text)
    {
        Text = text;
        var star = text.IndexOfAny(['*', '?']);
        if (star < 0) return;
        Folder = text[..Math.Max(text.LastIndexOf('/', star), 0)];
        _pattern = new(Translate(text), RegexOptions.CultureInvariant);
    }

    internal string Text { get; }

    /// <summary>It names one path.</summary>
    internal bool IsLiteral => _pattern is null;

    /// <summary>The folder that all its paths lie in, empty for the project's.</summary>
    internal string Folder { get; } = "";

    internal bool Matches(string path) => _pattern?.IsMatch(path) ?? path == Text;

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
