using System.Text;

namespace Argosy.DevStack;

/// <summary>Writes a value so that DevStack's Zuul role and then bash read back exactly that value.</summary>
/// <remarks>The role puts a value between double quotes as it is, unless it begins with one: then it writes it as it
/// is. It also takes every <c>$name</c> for a variable that has to be set before, and refuses circles; and Ansible
/// expands double braces. So what needs any care has the form <c>""$'…'</c>, with neither a dollar before a name nor
/// two braces in it.</remarks>
internal static class JobText
{
    /// <summary>The value of a <c>devstack_localrc</c> key. NUL has no form in a shell: an argument error.</summary>
    public static string Of(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("a shell value can't hold NUL", nameof(value));
        return value.Any(c => c is '"' or '\\' or '$' or '`' || char.IsControl(c)) || IsTemplate(value)
            ? $"\"\"$'{value.Aggregate(new StringBuilder(), (text, c) => text.Append(Escaped(c)))}'"
            : value;
    }

    /// <summary>Whether Ansible would take a part of the text for a template.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal)
        || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal);

    private static string Escaped(char c) => c is '$' or '{' ? ShellText.Octal(c) : ShellText.Escaped(c);
}
