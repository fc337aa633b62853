using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.Yaml.Writing;

/// <summary>Writes a string as one YAML scalar that every reader of YAML 1.1 or 1.2 reads
/// back as that string.</summary>
public static partial class ScalarText
{
    // Words that Python's reader (YAML 1.1) or a 1.2 reader doesn't read as strings.
    private static readonly HashSet<string> s_words = new(
        ["y", "n", "yes", "no", "on", "off", "true", "false", "null", ".nan", ".inf", "nan", "inf"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The shortest safe form: plain, then single-quoted if that saves escapes, else double-quoted. Lone
    /// surrogates can't be written in YAML: an argument error.</summary>
    public static string Of(string text)
    {
        if (Plain().IsMatch(text) && !s_words.Contains(text)) return text;
        if (text.Any(c => c is '"' or '\\') && text.All(IsPrintable))
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        return DoubleQuoted(text);
    }

    // No space or tab at the ends, no ': ' and ' #', no indicator at the start, no start of a number.
    [GeneratedRegex(@"\A(?:[A-Za-z_/$]|\./|\.(?=[A-Za-z])|--(?=[A-Za-z]))(?:[A-Za-z0-9_./$=+*(),;|^'@-]|:(?=[A-Za-z0-9_/])| (?=[A-Za-z0-9_(]|--[A-Za-z]))*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                quoted.Append(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(c, text[++i]):X8}");
            else if (char.IsSurrogate(c))
                throw new ArgumentException("half of a surrogate pair can't be written in YAML", nameof(text));
            else
                quoted.Append(Escaped(c));
        }

        return quoted.Append('"').ToString();
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ when IsPrintable(c) => c.ToString(),
        _ => $"\\u{(int)c:X4}",
    };

    // Beyond ASCII only letters and digits stay unescaped: no reader treats those as a break or a mark.
    private static bool IsPrintable(char c) =>
        c is >= ' ' and <= '~' || (c > '\u00a0' && !char.IsSurrogate(c) && char.IsLetterOrDigit(c));
}
