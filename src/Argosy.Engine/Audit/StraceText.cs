using System.Globalization;
using System.Text;

namespace Argosy.Engine.Audit;

/// <summary>The notation of strace's arguments: quoted texts, descriptors with their paths, lists.</summary>
internal static class StraceText
{
    /// <summary>Splits <c>name(a, b) = result</c> into its parts; null if it has another form.</summary>
    public static (string Name, string Arguments, string Result)? TrySplit(string call)
    {
        var open = call.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0) return null;
        var depth = 0;
        for (var i = open; i < call.Length; i = Next(call, i))
        {
            depth += Depth(call[i]);
            if (depth > 0) continue;
            var equals = call.IndexOf("= ", i, StringComparison.Ordinal);
            return equals < 0 ? null : (call[..open], call[(open + 1)..i], call[(equals + 2)..]);
        }

        return null;
    }

    /// <summary>Splits a list at its own commas, not those within texts, paths, structures or nested lists.</summary>
    public static IReadOnlyList<string> Arguments(string list)
    {
        var arguments = new List<string>();
        var (depth, begin) = (0, 0);
        for (var i = 0; i < list.Length; i = Next(list, i))
        {
            depth += Depth(list[i]);
            if (list[i] != ',' || depth > 0) continue;
            arguments.Add(list[begin..i].Trim());
            begin = i + 1;
        }

        if (list.AsSpan(begin).Trim().Length > 0) arguments.Add(list[begin..].Trim());
        return arguments;
    }

    /// <summary>The content of a quoted text; null for anything else, such as an address that couldn't be
    /// read.</summary>
    public static string? TryText(string argument) =>
        argument.Length >= 2 && argument[0] == '"' && Close(argument, 0) is > 0 and var end
            ? Unescape(argument.AsSpan(1, end - 1))
            : null;

    /// <summary>The path of a descriptor, <c>3&lt;/etc/hosts&gt;</c> or <c>AT_FDCWD&lt;/home&gt;</c>; null if it has
    /// none, such as a pipe or a file without a name.</summary>
    public static string? TryPath(string descriptor)
    {
        var open = descriptor.IndexOf("</", StringComparison.Ordinal);
        if (open <= 0 || Close(descriptor, open) is not (> 0 and var end)) return null;
        return descriptor.AsSpan(end).StartsWith(">(deleted)")
            ? null
            : Unescape(descriptor.AsSpan(open + 1, end - open - 1));
    }

    /// <summary>A process's number in strace's own namespace, whatever namespace the caller is in.</summary>
    public static int? TryProcess(string result)
    {
        var outer = result.IndexOf("/* ", StringComparison.Ordinal);
        var digits = (outer < 0 ? result : result[(outer + 3)..]).TakeWhile(char.IsAsciiDigit).ToArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : null;
    }

    // The position after a character, or after the text or path that it begins.
    private static int Next(string text, int at) =>
        text[at] == '"' || (text[at] == '<' && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
            ? Close(text, at) is > 0 and var end ? end + 1 : text.Length
            : at + 1;

    // The end of the text or path that begins here; -1 if it has none.
    private static int Close(string text, int open)
    {
        var close = text[open] == '"' ? '"' : '>';
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == close) return i;
        }

        return -1;
    }

    private static int Depth(char c) => c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;

    // As in C: letters for the usual characters, up to three octal digits for any other byte.
    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\')) return text.ToString();
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            i++;
            var (value, digits) = (0, 0);
            while (digits < 3 && i + digits < text.Length && text[i + digits] is >= '0' and <= '7')
                value = (8 * value) + text[i + digits++] - '0';
            if (digits > 0) i += digits - 1;
            else value = text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'v' => '\v', 'f' => '\f', var c => c };
            bytes.Add((byte)value);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
