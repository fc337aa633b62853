using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.DevStack;

/// <summary>Writes a value of a configuration file so that DevStack puts exactly that value there.</summary>
/// <remarks>DevStack reads such a line with <c>read</c>, which takes a backslash away, and then evaluates the value
/// between double quotes, which takes another and expands <c>$</c>: so an escape is a backslash, written twice. Then
/// it passes the value through <c>echo</c> unquoted, which merges blanks and expands file patterns: what that would
/// harm has no form.</remarks>
internal static partial class IniText
{
    /// <summary>The value as written in <c>local.conf</c>, or null where DevStack can't be given it.</summary>
    public static string? TryWrite(string value) => Unsafe().IsMatch(value) || value.Any(char.IsControl)
        ? null
        : value.Aggregate(new StringBuilder(), (text, c) =>
            text.Append(c is '\\' or '"' or '$' or '`' ? @"\\" : "").Append(c == '\\' ? @"\\" : c.ToString())).ToString();

    // Blanks at an end or in a row, file patterns, and what echo takes for an option.
    [GeneratedRegex(@"\A\s|\s\z|\s\s|[*?\[\]]|\A-[neE]+(?:\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Unsafe();
}
