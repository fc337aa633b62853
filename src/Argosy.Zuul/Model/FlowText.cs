using System.Text;

namespace Argosy.Zuul.Model;

/// <summary>A value on one line, in YAML's flow style; encrypted values aren't shown.</summary>
internal static class FlowText
{
    private const int Longest = 2000;

    /// <summary>The text, truncated if it is very long.</summary>
    public static string Of(Node node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.Length > Longest ? $"{text.ToString(0, Longest)}…" : text.ToString();
    }

    private static void Write(Node node, StringBuilder text)
    {
        if (text.Length > Longest) return;
        switch (node)
        {
            case ListNode list:
                Write(list.Items, '[', ']', text, i => Write(i, text));
                break;
            case MapNode map:
                Write(map.Entries, '{', '}', text, e =>
                {
                    text.Append(e.Key.Value).Append(": ");
                    Write(e.Value, text);
                });
                break;
            case TextNode { Meaning: ScalarMeaning.Secret }:
                text.Append("(encrypted)");
                break;
            case TextNode { Meaning: ScalarMeaning.Nothing }:
                text.Append("null");
                break;
            case TextNode { Meaning: ScalarMeaning.Integer or ScalarMeaning.Number } number:
                text.Append(YamlNumber.Shown(number));
                break;
            case TextNode scalar:
                text.Append(scalar.Value.TrimEnd('\n').Replace("\n", @"\n", StringComparison.Ordinal));
                break;
        }
    }

    private static void Write<T>(IReadOnlyList<T> items, char begin, char end, StringBuilder text, Action<T> write)
    {
        text.Append(begin);
        for (var i = 0; i < items.Count && text.Length <= Longest; i++)
        {
            if (i > 0) text.Append(", ");
            write(items[i]);
        }

        text.Append(end);
    }
}
