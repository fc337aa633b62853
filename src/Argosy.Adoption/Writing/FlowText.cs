using Argosy.Yaml.Writing;

namespace Argosy.Adoption.Writing;

/// <summary>YAML in one line, for short lists and maps of people's own files.</summary>
internal static class FlowText
{
    private const int Longest = 90;

    /// <summary>A list, in brackets if it is short, else an item a line.</summary>
    public static YamlTree List(IReadOnlyCollection<string> texts)
    {
        var line = $"[{string.Join(", ", texts.Select(Item))}]";
        return line.Length <= Longest && !texts.Any(t => t.Contains('\n', StringComparison.Ordinal))
            ? new Scalar(line, ScalarKind.Literal)
            : Sequence.Of(texts);
    }

    /// <summary>A map in braces.</summary>
    public static YamlTree Map(IEnumerable<(string Key, string Value)> entries) => new Scalar(
        $"{{{string.Join(", ", entries.Select(e => $"{Item(e.Key)}: {Item(e.Value)}"))}}}", ScalarKind.Literal);

    /// <summary>A list with a comment at each item that has one.</summary>
    public static YamlTree Commented(IEnumerable<(string Text, string? Comment)> items) =>
        new Sequence([.. items.Select(i => new Yaml.Writing.Item(new Scalar(i.Text), i.Comment))]);

    // Inside brackets a comma ends an item.
    private static string Item(string text)
    {
        var written = ScalarText.Of(text);
        return written[0] is '"' or '\'' || text.IndexOfAny([',', '[', ']', '{', '}', '#', ':']) < 0
            ? written
            : $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
