using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Rules;

/// <summary>What a text in one of our YAML files may be. Readers check it, and the editors' schemas in <c>docs/schema/</c>
/// have the same pattern.</summary>
/// <remarks>A pattern is in the dialect that .NET, JavaScript and Python share. It begins with <c>^</c> and ends with
/// <c>$</c>, which here never matches before a line end.</remarks>
public sealed class TextRule
{
    private readonly Regex _whole;

    internal TextRule(string noun, string pattern, string remedy, int longest = 200)
    {
        Noun = noun;
        Pattern = pattern;
        Remedy = remedy;
        Longest = longest;
        _whole = new($@"\A(?:{pattern[1..^1]})\z", RegexOptions.CultureInvariant);
    }

    /// <summary>What the text is, with its article: <c>a Debian package's name</c>.</summary>
    public string Noun { get; }

    /// <summary>The regular expression of the schema.</summary>
    public string Pattern { get; }

    /// <summary>What a user should write: a sentence.</summary>
    public string Remedy { get; }

    /// <summary>The most characters it may have.</summary>
    public int Longest { get; }

    /// <summary>Whether a text follows the rule.</summary>
    public bool Allows(string text) => text.Length <= Longest && _whole.IsMatch(text);

    /// <summary>The text, or an error with its place.</summary>
    /// <param name="text">What the file says.</param>
    /// <param name="id">The error's id: that of the file's room.</param>
    public string Check(YamlText text, string id = "ARG0117") => Allows(text.Required())
        ? text.Value
        : throw new ArgosyException(new Diagnostic(id, text.Place, $"'{Shown(text.Value)}' can't be {Noun}", Remedy));

    // A line of an error stays a line.
    private static string Shown(string value)
    {
        var line = value.ReplaceLineEndings("\\n");
        return line.Length > 80 ? $"{line[..80]}…" : line;
    }
}
