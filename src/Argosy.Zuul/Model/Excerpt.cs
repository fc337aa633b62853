namespace Argosy.Zuul.Model;

/// <summary>The beginning of an external text, made safe for one line of a message.</summary>
internal static class Excerpt
{
    private const int Longest = 80;

    /// <summary>At most 80 characters on one line.</summary>
    public static string Of(string text)
    {
        var cut = text.Length > Longest ? $"{text[..Longest]}…" : text;
        return cut.AsSpan().IndexOfAny('\n', '\r', '\t') < 0
            ? cut
            : string.Join(' ', cut.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }
}
