using System.Text;
using System.Text.RegularExpressions;

namespace Argosy.DevStack;

/// <summary>Writes a value of a configuration file so that DevStack sets exactly that value.</summary>
/// <remarks>DevStack reads such a line with <c>read</c>, which removes one backslash, and then evaluates the value
/// between double quotes, which removes another and expands <c>$</c>: so an escape is a double backslash. Then it
/// passes the value through <c>echo</c> unquoted, which merges blanks and expands file patterns: values that this would
/// change can't be written.</remarks>
internal static partial class IniText
{
    /// <summary>The value as written in <c>local.conf</c>, or null if it can't be passed to DevStack.</summary>
    public static string? TryWrite(string value) => Unsafe().IsMatch(value) || value.Any(char.IsControl)
        ? null
        : value
            .Aggregate(new StringBuilder(), (text, c) => text
                .Append(c is '\\' or '"' or '$' or '`' ? @"\\" : "")
                .Append(c == '\\' ? @"\\" : c.ToString()))
            .ToString();

    // Blanks at an end or in a row, file patterns, and options of echo.
    [GeneratedRegex(@"\A\s|\s\z|\s\s|[*?\[\]]|\A-[neE]+(?:\s|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Unsafe();
}
