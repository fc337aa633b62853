namespace Argosy.Toolchains.Running;

/// <summary>Words for tools that split one text into words as a shell does: CFLAGS and its kin, and the wrappers.</summary>
public static class ShellText
{
    /// <summary>The word as it is where it needs no quotes, else in quotes: any character may be in it.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_=+,./:@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
}
