using System.Text;

namespace Argosy.DevStack;

/// <summary>Writes a value so that DevStack's Zuul role and then bash read back exactly that value.</summary>
/// <remarks>The role puts a value between double quotes unchanged, unless it begins with one: then it writes it without
/// adding quotes. It also treats every <c>$name</c> as a variable that must be set before, and rejects cycles; and
/// Ansible expands double braces. So a value that needs escapes has the form <c>""$'…'</c>, with neither a dollar
/// before a name nor two braces in it.</remarks>
internal static class JobText
{
    /// <summary>The value of a <c>devstack_localrc</c> key. NUL can't be written in a shell: an argument
    /// error.</summary>
    public static string Of(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a shell value can't hold NUL", nameof(value));
        return value.Any(c => c is '"' or '\\' or '$' or '`' || char.IsControl(c)) || IsTemplate(value)
            ? $"\"\"$'{value.Aggregate(new StringBuilder(), (text, c) => text.Append(Escaped(c)))}'"
            : value;
    }

    /// <summary>Whether Ansible would treat a part of the text as a template.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal)
        || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal);

    private static string Escaped(char c) => c is '$' or '{' ? ShellText.Octal(c) : ShellText.Escaped(c);
}
