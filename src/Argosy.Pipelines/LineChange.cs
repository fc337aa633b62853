namespace Argosy.Pipelines;

/// <summary>Counts the lines that differ between two texts.</summary>
internal static class LineChange
{
    /// <summary>The change from one text to the other; null means no file.</summary>
    public static GeneratedChange Between(string path, string? old, string? made)
    {
        var kind = old is null ? ChangeKind.Create : made is null ? ChangeKind.Delete : ChangeKind.Change;
        var (before, after) = (Lines(old), Lines(made));
        var kept = Common(before, after);
        return new(path, kind, after.Length - kept, before.Length - kept);
    }

    // A final line break ends a line and starts none.
    private static string[] Lines(string? text) =>
        text is null or "" ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    // The longest common subsequence, a row at a time; equal ends, which are most of a file, are counted first.
    private static int Common(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        var end = 0;
        while (end < Math.Min(a.Length, b.Length) && a[^(end + 1)] == b[^(end + 1)]) end++;
        a = a[..^end];
        b = b[..^end];
        var row = new int[b.Length + 1];
        foreach (var line in a)
        {
            var diagonal = 0;
            for (var j = 0; j < b.Length; j++)
            {
                var above = row[j + 1];
                row[j + 1] = line == b[j] ? diagonal + 1 : Math.Max(above, row[j]);
                diagonal = above;
            }
        }

        return start + end + row[b.Length];
    }
}
