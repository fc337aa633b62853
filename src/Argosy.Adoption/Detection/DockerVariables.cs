using System.Text;

namespace Argosy.Adoption.Detection;

/// <summary>The values of ARG and ENV, which later instructions use.</summary>
internal sealed class DockerVariables
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal)
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    };

    /// <summary>Sets one.</summary>
    public void Set(string name, string value) => _values[name] = value;

    /// <summary>A text with its variables replaced, also <c>${NAME:-default}</c>; null if one has no value.</summary>
    public string? Expand(string text)
    {
        if (!text.Contains('$', StringComparison.Ordinal)) return text;
        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c == '\\' && at + 1 < text.Length && text[at + 1] == '$')
            {
                expanded.Append('$');
                at += 2;
                continue;
            }

            if (c != '$')
            {
                expanded.Append(c);
                at++;
                continue;
            }

            var isBraced = at + 1 < text.Length && text[at + 1] == '{';
            var start = at + (isBraced ? 2 : 1);
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
            var name = text[start..end];
            string? absent = null;
            if (isBraced)
            {
                var close = text.IndexOf('}', end);
                if (close < 0) return null;
                if (text[end..close] is [':', '-', ..] written) absent = written[2..];
                else if (close != end) return null;
                end = close + 1;
            }

            if ((_values.GetValueOrDefault(name) ?? absent) is not { } value) return null;
            expanded.Append(value);
            at = end;
        }

        return expanded.ToString();
    }

    /// <summary>Pairs of ENV and LABEL: <c>a=1 "b c"="d e"</c>, or the old <c>name value</c>; null if they can't be
    /// read.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Pairs(string text)
    {
        var words = DockerWords.Of(text);
        if (words.Count == 0) return null;
        if (!words[0].Contains('=', StringComparison.Ordinal))
        {
            var space = text.IndexOfAny([' ', '\t']);
            return space > 0 && Expand(text[space..].Trim().Trim('"')) is { } rest ? [new(text[..space], rest)] : null;
        }

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var word in words)
        {
            var sign = word.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || Expand(word[(sign + 1)..]) is not { } value) return null;
            pairs.Add(new(word[..sign], value));
        }

        return pairs;
    }
}

/// <summary>Splits a text at spaces outside of quotes.</summary>
internal static class DockerWords
{
    /// <summary>The words, without quotes.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        var quote = '\0';
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                quote = quote == '\0' ? c : '\0';
                isWord = true;
            }
            else if (c == '\\' && quote != '\'' && at + 1 < text.Length && text[at + 1] != '$')
            {
                word.Append(text[++at]);
                isWord = true;
            }
            else if (char.IsWhiteSpace(c) && quote == '\0')
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else
            {
                word.Append(c);
                isWord = true;
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }
}
