using System.Text;
using Argosy.Platforms.Rules;

namespace Argosy.Adoption.Sources;

/// <summary>Makes names of those that projects and folders have.</summary>
internal static class NameGuess
{
    /// <summary>A name of lower-case letters and digits with single separators, valid for projects, items and images.
    /// </summary>
    /// <param name="text">Any text, such as <c>Foo.Bar++</c>.</param>
    /// <param name="absent">The name if the text has no letter.</param>
    public static string Of(string text, string absent = "project")
    {
        var name = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) name.Append(c);
            else if (name.Length > 0 && char.IsAsciiLetterOrDigit(name[^1])) name.Append(c is '.' or '_' ? c : '-');
        }

        var made = name.ToString();
        if (made.Length > 60) made = made[..60];
        made = made.TrimEnd('-', '.', '_');
        return TextRules.ProjectName.Allows(made) ? made : absent;
    }

    /// <summary>The same, different from names that are taken.</summary>
    public static string Unique(string text, IReadOnlyCollection<string> taken, string absent = "project")
    {
        var name = Of(text, absent);
        for (var number = 2; ; number++)
        {
            var candidate = number == 2 && !taken.Contains(name) ? name : $"{name}-{number}";
            if (!taken.Contains(candidate)) return candidate;
        }
    }
}
