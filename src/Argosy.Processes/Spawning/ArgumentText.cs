using System.Text;

namespace Argosy.Processes.Spawning;

/// <summary>Splits Cake's arguments, which are one text, into a program's list: by the rules of .NET's
/// <c>ProcessStartInfo.Arguments</c> on all systems.</summary>
/// <remarks>Blanks separate arguments, except within quotes. Before a quote, two backslashes are one and an odd one
/// makes the quote a character; elsewhere backslashes are literal. Within quotes, two quotes are one
/// character.</remarks>
public static class ArgumentText
{
    /// <summary>The arguments of a text, in order.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (var at = 0; ;)
        {
            while (at < text.Length && IsBlank(text[at])) at++;
            if (at == text.Length) yield break;
            yield return Next(text, ref at);
        }
    }

    private static string Next(string text, ref int at)
    {
        var argument = new StringBuilder();
        var quoted = false;
        while (at < text.Length && (quoted || !IsBlank(text[at])))
        {
            var backslashes = 0;
            while (at < text.Length && text[at] == '\\') (at, backslashes) = (at + 1, backslashes + 1);
            if (at == text.Length || text[at] != '"')
            {
                argument.Append('\\', backslashes);
                if (backslashes == 0) argument.Append(text[at++]);
                continue;
            }

            argument.Append('\\', backslashes / 2);
            at++;
            var isDouble = quoted && at < text.Length && text[at] == '"';
            if (backslashes % 2 == 1)
            {
                argument.Append('"');
            }
            else if (isDouble)
            {
                argument.Append('"');
                at++;
            }
            else
            {
                quoted = !quoted;
            }
        }

        return argument.ToString();
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
