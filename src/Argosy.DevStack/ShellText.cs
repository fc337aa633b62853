using System.Text;

namespace Argosy.DevStack;

/// <summary>Writes a value so that bash, which sources the localrc section, reads back exactly that value.</summary>
internal static class ShellText
{
    /// <summary>The value as one word on one line. NUL can't be written in a shell: an argument error.</summary>
    public static string Of(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a shell value can't hold NUL", nameof(value));
        if (value.Length > 0 && value.All(IsSafe)) return value;

        // A line break must not reach the file: a line of the value could be read as a section header.
        return value.Any(char.IsControl)
            ? $"$'{value.Aggregate(new StringBuilder(), (text, c) => text.Append(Escaped(c)))}'"
            : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static bool IsSafe(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or ',' or '+' or '@' or '%';

    /// <summary>A character between <c>$'</c> and <c>'</c>.</summary>
    /// <remarks>ASCII's control characters are octal; those of Latin-1 stay unescaped, which needs UTF-8.</remarks>
    public static string Escaped(char c) => c switch
    {
        '\\' => @"\\",
        '\'' => @"\'",
        '\n' => @"\n",
        '\t' => @"\t",
        _ when c < ' ' || c == '\u007f' => Octal(c),
        _ => c.ToString(),
    };

    /// <summary>An ASCII character by its number, always three digits.</summary>
    public static string Octal(char c) => "\\" + Convert.ToString(c, 8).PadLeft(3, '0');
}
