namespace Argosy.Site.Documentation.Reference;

/// <summary>Texts of others as Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>A text that is to be read as it is: without emphasis, markup, or the end of a table's cell.</summary>
    public static string Plain(string text) => text.ReplaceLineEndings(" ")
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("<", "\\<", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);

    /// <summary>Code in a table's cell.</summary>
    public static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
