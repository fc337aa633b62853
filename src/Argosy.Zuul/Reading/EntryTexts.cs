namespace Argosy.Zuul.Reading;

/// <summary>Splits a list's text into its entries, without parsing it.</summary>
internal static class EntryTexts
{
    /// <summary>The text of each entry, with the line where it begins. An entry begins at a hyphen in the column of the
    /// first one.</summary>
    public static IReadOnlyList<(string Text, int Line)> Of(string text)
    {
        var lines = text.Split('\n');
        var first = Array.FindIndex(lines, l => l.TrimStart(' ').StartsWith("- ", StringComparison.Ordinal));
        if (first < 0) return [];
        var begin = lines[first][..(lines[first].IndexOf('-', StringComparison.Ordinal) + 1)];
        var starts = Enumerable.Range(first, lines.Length - first)
            .Where(i => lines[i].StartsWith(begin, StringComparison.Ordinal)
                && (lines[i].Length == begin.Length || lines[i][begin.Length] is ' ' or '\r'))
            .ToList();
        return [.. starts.Select((start, i) => (
            string.Join('\n', lines[start..(i + 1 < starts.Count ? starts[i + 1] : lines.Length)]), start + 1))];
    }
}
