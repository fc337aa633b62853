using System.Text.RegularExpressions;
using Argosy.Platforms.Diagnostics;
using Argosy.Platforms.Yaml;

namespace Argosy.Platforms.Templates;

/// <summary>A text with placeholders, such as <c>{arch}</c>. Its reader decides which names exist.</summary>
/// <remarks>A placeholder is a name in braces: a letter, then letters, digits, <c>.</c>, <c>_</c> and <c>-</c>; a
/// <c>-</c> may precede it. <c>\{name}</c> is the text <c>{name}</c>. All other braces are text, also those of other
/// languages: Jinja's <c>{{name}}</c>, a shell's <c>${name}</c>, a regular expression's <c>\p{L}</c>.</remarks>
/// <param name="Written">The text as written, with its location.</param>
public sealed partial record TemplateText(YamlText Written)
{
    private string Text => Written.Value;

    /// <summary>The names of its placeholders, in order, each as often as it occurs.</summary>
    public IEnumerable<string> Names => Placeholder().Matches(Text).Where(m => !IsEscaped(m)).Select(Name);

    /// <summary>The text without its placeholders, escaped ones included: what else it has of braces is text.</summary>
    public string Literals => Placeholder().Replace(Text, "");

    /// <summary>This text if all of its names are known; else the error of <see cref="Unknown"/>.</summary>
    /// <param name="error">The id of the error.</param>
    /// <param name="known">All names that may be used.</param>
    public TemplateText Check(string error, IReadOnlyCollection<string> known) =>
        Names.FirstOrDefault(n => !known.Contains(n)) is { } unknown
            ? throw Unknown(error, $"{{{unknown}}}", known)
            : this;

    /// <summary>The error for an unknown placeholder, with the nearest known one.</summary>
    /// <param name="error">The id of the error.</param>
    /// <param name="placeholder">As written, with its braces.</param>
    /// <param name="known">All names that may be used.</param>
    public ArgosyException Unknown(string error, string placeholder, IEnumerable<string> known) => new(new Diagnostic(
        error, Written.Place, $"'{placeholder}' is no placeholder here",
        Suggestion.For(placeholder, known.Select(k => $"{{{k}}}"))));

    /// <summary>The text with a value for each placeholder, and a brace for each escaped one.</summary>
    public string Fill(Func<string, string> valueOf) =>
        Placeholder().Replace(Text, m => IsEscaped(m) ? m.Value[1..] : valueOf(Name(m)));

    /// <summary>The same for a text in which another program's braces occur: a name without a value (null) stays as it
    /// is written.</summary>
    public string FillKnown(Func<string, string?> valueOf) => Placeholder().Replace(Text, m => valueOf(Name(m)) switch
    {
        null => m.Value,
        _ when IsEscaped(m) => m.Value[1..],
        var value => value,
    });

    private static bool IsEscaped(Match match) => match.Value[0] == '\\';

    private static string Name(Match match) => match.Groups[1].Value;

    [GeneratedRegex(@"(?:\\|(?<!\{|\$|\\[pP]))\{(-?[A-Za-z][A-Za-z0-9._-]*)\}(?!\})", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
