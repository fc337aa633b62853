namespace Argosy.Site.Documentation.Highlighting;

/// <summary>A piece of code.</summary>
/// <param name="Kind">The kind of word, such as <c>comment</c>; null for a plain text.</param>
/// <param name="Text">The piece itself.</param>
internal sealed record CodePiece(string? Kind, string Text);

/// <summary>Divides code into words of a kind, so that a style sheet colours them. The pieces together are the
/// code.</summary>
internal static class Highlighter
{
    private static readonly string[] s_kinds =
        ["comment", "string", "variable", "keyword", "key", "name", "option", "number"];

    /// <summary>The pieces in order.</summary>
    /// <param name="language">The language's name after the opening fence; null if there is none.</param>
    /// <param name="code">The code.</param>
    public static IReadOnlyList<CodePiece> Divide(string? language, string code)
    {
        if (CodeLanguages.Find(language) is not { } words) return [new(null, code)];
        var pieces = new List<CodePiece>();
        var end = 0;
        for (var match = words.Match(code); match.Success; match = match.NextMatch())
        {
            if (match.Length == 0) continue;
            if (match.Index > end) pieces.Add(new(null, code[end..match.Index]));
            pieces.Add(new(s_kinds.First(k => match.Groups[k].Success), match.Value));
            end = match.Index + match.Length;
        }

        if (end < code.Length) pieces.Add(new(null, code[end..]));
        return pieces;
    }
}
