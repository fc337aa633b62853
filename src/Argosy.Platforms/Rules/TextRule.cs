using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Rules;

/// <summary>A rule for a text in Argosy's YAML files. Readers check it, and the editors' schemas in <c>docs/schema/</c>
/// have the same pattern.</summary>
/// <remarks>A pattern uses only syntax that .NET, JavaScript and Python share. It begins with <c>^</c> and ends with
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

    /// <summary>The kind of text, with its article: <c>a Debian package's name</c>.</summary>
    public string Noun { get; }

    /// <summary>The regular expression of the schema.</summary>
    public string Pattern { get; }

    /// <summary>The remedy for a user: a sentence.</summary>
    public string Remedy { get; }

    /// <summary>The most characters it may have.</summary>
    public int Longest { get; }

    /// <summary>Whether a text follows the rule.</summary>
    public bool Allows(string text) => text.Length <= Longest && _whole.IsMatch(text);

    /// <summary>The text, or an error with its place.</summary>
    /// <param name="text">The text in the file.</param>
    /// <param name="id">The error's id, from the file's subject.</param>
    public string Check(YamlText text, string id = "ARG0117") => Allows(text.Required())
        ? text.Value
        : throw new ArgosyException(new Diagnostic(id, text.Place, $"'{Shown(text.Value)}' can't be {Noun}", Remedy));

    // An error must stay on one line.
    private static string Shown(string value)
    {
        var line = value.ReplaceLineEndings("\\n");
        return line.Length > 80 ? $"{line[..80]}…" : line;
    }
}
