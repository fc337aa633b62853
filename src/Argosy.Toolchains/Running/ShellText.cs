namespace Argosy.Toolchains.Running;

/// <summary>Words for tools that split one text into words like a shell: CFLAGS and similar, and the
/// wrappers.</summary>
public static class ShellText
{
    /// <summary>The word unchanged if it needs no quotes, else in quotes: it may have any character.</summary>
    public static string Quote(string word) =>
        word.Length > 0
            && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_=+,./:@%".Contains(c, StringComparison.Ordinal))
                ? word
                : $"'{word.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
}
